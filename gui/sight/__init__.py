"""What a network looks like from inside: its answers, its weights, its layers."""
