"""What the module's capabilities are called: people read and comment, workers keep what stands there, and shelves, and look over all."""

READ, COMMENT, KEEP, SHELVES, ESTATE = "library.read", "library.comment", "library.keep", "library.shelves", "library.estate"
# The kind of task for those who look after somebody whose words were worrying.
WORRY = "library.worry"
