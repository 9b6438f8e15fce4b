"""The data sets that networks are trained on: MNIST and its like from IDX files, and digits that the program draws."""
