"""Plain functions and lists of talk, without a database."""
