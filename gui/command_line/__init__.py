"""The command line: racing, exporting and data sets without a window."""
