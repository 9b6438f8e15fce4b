"""What makes long histories drawable: envelopes, smoothing, ranges, the rows of a path that can be seen. No drawing."""
