"""What writes the files of each format; `gui/export/registry.py` lists them."""
