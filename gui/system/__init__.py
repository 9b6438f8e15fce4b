"""The system around the program: settings, language, log, garbage."""
