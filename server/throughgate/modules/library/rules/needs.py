"""What the module's capabilities are called: people read and comment, workers keep what stands there, and shelves."""

READ, COMMENT, KEEP, SHELVES = "library.read", "library.comment", "library.keep", "library.shelves"
# The kind of task for those who look after somebody whose words were worrying.
WORRY = "library.worry"
