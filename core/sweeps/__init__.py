"""Which experiments to race where one thing is varied."""
