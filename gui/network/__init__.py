"""What a network sees: digits, pictures of weights, norms of layers, and its data sets."""
