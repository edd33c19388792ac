"""Django's way to SQLite, whose writers queue. Named as the database's ENGINE."""
