"""The system around the program: settings, language, screen, log, garbage."""
