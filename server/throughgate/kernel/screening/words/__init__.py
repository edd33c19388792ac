"""What stands in words, found in whatever dress it comes: plain functions, without a database."""
