"""All numbers of an experiment to take home: every step with every term, as CSV or NPZ, and what they mean in a file beside them."""
