"""Data without logic: recommended learning rates, translations, icons."""
