"""What is computed about an experiment: the plane of the weights, the loss over it, what a network sees, a fair comparison."""
