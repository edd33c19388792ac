"""Plain functions of sealed letters, without a database."""
