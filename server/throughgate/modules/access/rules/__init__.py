"""What may be decided about access. Plain data and functions."""
