"""Pictures, filmstrips and η strips as PNG or SVG."""
