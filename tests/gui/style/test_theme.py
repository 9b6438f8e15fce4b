"""What a theme gives the application: every colour at its place, letters of the right size, and how it is enlarged."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.style.application import application_scale, apply_theme, as_preferred, headless_application, palette_of, system_theme
from gui.style.fonts import text_font
from gui.style.run_style import StyleBook, run_styles
from gui.style.style_sheet import style_sheet
from gui.style.theme import DARK, LIGHT, enlarged_font, formula_font, numeric_font, scene_font, small_font

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
# What Qt asks for, by the name of the colour that it gets.
ROLES = {
    "window": (Role.Window, Role.Shadow),
    "surface": (Role.Base, Role.Light),
    "raised": (Role.AlternateBase, Role.Button, Role.ToolTipBase),
    "text": (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText),
    "muted": (Role.PlaceholderText,),
    "border": (Role.Mid, Role.Midlight, Role.Dark),
    "accent": (Role.Highlight, Role.Accent, Role.Link),
    "on_accent": (Role.HighlightedText,),
    "warning": (Role.BrightText,),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_every_role_of_the_palette_has_its_colour_and_disabled_words_are_faded(theme):
    palette = palette_of(theme)
    for name, roles in ROLES.items():
        for role in roles:
            assert palette.color(Group.Active, role) == QColor(getattr(theme, name)), role
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        assert palette.color(Group.Disabled, role) == QColor(theme.disabled)


def test_that_the_application_has_palette_sheet_and_scale_of_the_theme_that_came_last(qapp):
    for theme in (DARK.enlarged(1.5), LIGHT):
        apply_theme(qapp, theme)
        assert qapp.palette().window().color() == QColor(theme.window)
        assert qapp.styleSheet() == style_sheet(theme)
        assert qapp.font() == text_font(theme.scale)
        assert application_scale() == theme.scale
        assert headless_application() is qapp


def test_that_a_theme_that_is_worn_already_dresses_no_widget_anew(qtbot, qapp):
    class Dressed(QWidget):
        times = 0

        def changeEvent(self, event):
            self.times += event.type() == QEvent.Type.StyleChange

    widget = Dressed()
    qtbot.addWidget(widget)
    counts = []
    # A larger scale has the same sheet and the same palette, and still larger letters.
    for theme in (LIGHT, LIGHT, LIGHT.enlarged(1.5), LIGHT.enlarged(1.5), DARK, DARK):
        before = widget.times
        apply_theme(qapp, theme)
        counts.append(widget.times > before)
    assert counts == [True, False, True, False, True, False]


@pytest.mark.parametrize(("scheme", "theme"), [(Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Unknown, LIGHT)])
def test_that_the_system_says_which_theme_and_light_is_taken_where_it_does_not(monkeypatch, scheme, theme):
    class Hints:
        def colorScheme(self):
            return scheme

    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(Hints))
    assert system_theme() is theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_more_contrast_is_given_to_who_asks_for_it(monkeypatch, theme):
    class Hints:
        asked = Qt.ContrastPreference.NoPreference

        def accessibility(self):
            return self

        def contrastPreference(self):
            return self.asked

    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(Hints))
    assert as_preferred(theme) is theme
    Hints.asked = Qt.ContrastPreference.HighContrast
    shown = as_preferred(theme)
    assert {shown.border, shown.rim, shown.muted} == {theme.text}
    assert (shown.disabled, shown.accent, shown.ground) == (theme.muted, theme.accent, theme.ground)
    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(object))  # an older Qt does not tell
    assert as_preferred(theme) is theme


def test_that_larger_text_alone_is_not_for_an_audience_and_what_is_has_at_least_the_size_that_was_chosen():
    assert not LIGHT.is_for_audience
    assert not LIGHT.enlarged(1.25).is_for_audience
    assert LIGHT.for_audience(1.6).is_for_audience
    assert [LIGHT.enlarged(chosen).for_audience(1.6).scale for chosen in (1.0, 1.5, 2.0)] == [1.6, 1.6, 2.0]
    assert LIGHT.enlarged(1.25).enlarged(1.0) == LIGHT
    theme = DARK.enlarged(1.5)
    assert (theme.px(10), theme.px(3), theme.wrapped_px(100), LIGHT.px(10), LIGHT.wrapped_px(100)) == (15, 4, 125, 10, 100)


def test_that_letters_are_enlarged_by_points_or_by_pixels_and_others_are_left(qapp):
    points, pixels = QFont("DejaVu Sans"), QFont("DejaVu Sans")
    points.setPointSizeF(10.0)
    pixels.setPixelSize(20)
    assert enlarged_font(points, 1.5).pointSizeF() == 15.0
    assert enlarged_font(pixels, 1.5).pixelSize() == 30
    assert enlarged_font(points, 1.0) == points
    assert (points.pointSizeF(), pixels.pixelSize()) == (10.0, 20)
    assert numeric_font(points).featureValue(QFont.Tag("tnum")) == 1
    assert not points.isFeatureSet(QFont.Tag("tnum"))
    assert formula_font(points).pointSizeF() == pytest.approx(10 * 13 / 12, abs=0.01)
    assert formula_font(points).families() == ["Descent Lab Formulas", "Pretendard"]
    assert formula_font(pixels).pixelSize() == 22
    assert small_font(points).pointSizeF() == pytest.approx(10 * 11 / 12, abs=0.01)
    assert small_font(pixels).pixelSize() == 18
    assert scene_font(LIGHT.enlarged(2.0)).pointSizeF() == QApplication.font().pointSizeF() / 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_the_sheet_has_no_name_left_open_and_pictures_for_its_ground(theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert f"-{theme.name}.svg" in sheet
    assert f"-{(DARK if theme is LIGHT else LIGHT).name}.svg" not in sheet
    for name in ("text", "muted", "disabled", "accent", "tint", "border", "rim", "raised", "surface", "warning", "on_accent", "window"):
        assert getattr(theme, name) in sheet


def test_that_a_style_that_was_given_back_is_given_again_and_others_stay():
    book = StyleBook()
    runs = [("adam", "adam"), ("a", "adam"), ("b", "adam"), ("gd", "gd")]
    styles = book.styles(runs)
    assert styles == run_styles(runs)
    assert len(set(styles.values())) == 4
    fewer = book.styles([runs[2], runs[3]])
    assert fewer == {"b": styles["b"], "gd": styles["gd"]}
    more = book.styles([runs[2], ("c", "adam"), ("d", "adam"), ("e", "adam")])
    assert more["b"] == styles["b"]
    assert (more["c"], more["d"]) == (styles["adam"], styles["a"]), "the freed ones come first"
    assert more["e"] not in styles.values()
    assert book.styles([("gd", "gd")])["gd"] == styles["gd"]
    assert book.styles([("b", "gd")])["b"] == styles["gd"], "another rule under the same name begins anew"
