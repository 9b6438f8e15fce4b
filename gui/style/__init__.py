"""Looks: themes, icons, the colour, dash and marker of each run, and the colours of symbols."""
