"""Widgets that know nothing of optimizers, and what they are made of."""
