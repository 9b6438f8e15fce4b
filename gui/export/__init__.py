"""What can be taken home from the window: pictures, films, numbers."""
