"""Films as GIF, APNG or MP4."""
