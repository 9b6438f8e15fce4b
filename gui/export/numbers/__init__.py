"""Every step with all its terms as CSV or NPZ."""
