"""Curves over the steps: loss and accuracy, with cross-hair, legend, table and tools."""
