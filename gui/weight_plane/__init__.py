"""The plane of the weight paths, and the loss over it."""
