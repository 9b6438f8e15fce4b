"""Experiments in files, and the session that survives a crash."""
