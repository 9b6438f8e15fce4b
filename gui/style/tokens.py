"""The measures of the look, in pixels of the usual size: distances, corners, heights, icons, rims and letters.

Whatever lays out, pads, rounds or letters takes them from here; the colours are those of `gui.style.theme`. A test finds who does not.
"""

# Distances: within a group, between controls, between groups, at the edge of a part, of a dialog, and between parts.
TIGHT, GAP, LOOSE, MARGIN, WIDE, APART = 4, 8, 12, 16, 24, 32
# Corners: of a box to tick and a key cap, of a field and a button, of a card and a sheet.
RADIUS_SMALL, RADIUS, RADIUS_SHEET = 4, 6, 8
# Heights: of a chip and of the least thing that is clicked, a field or a tool, a button, a row of a list, the button that plays.
TARGET, FIELD, BUTTON, ROW, PLAY = 24, 28, 32, 36, 40
# The sign within a box to tick or a choice, and the handle of a slider; the icon of a tool, and of the button that plays.
BOX, HANDLE = 16, 14
ICON, ICON_PLAY = 18, 24
# Rims, and the ring around what has the focus, as far from it.
RIM, FOCUS_RIM, FOCUS_GAP = 1, 2, 2
# Letters: of ticks and captions, controls, headings, questions and counters, and what is read from afar. Nothing is smaller.
TEXT_SMALL, TEXT, TEXT_HEADING, TEXT_LARGE, TEXT_TITLE = 11, 12, 13, 15, 20
# What moves, in milliseconds: what the mouse is over, and a card; a view, the inspector, the panel.
EASE_SHORT, EASE = 120, 160
