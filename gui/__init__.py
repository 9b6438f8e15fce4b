"""What the user sees. The only importer of PySide6 and pyqtgraph; importing the package itself costs nothing."""
