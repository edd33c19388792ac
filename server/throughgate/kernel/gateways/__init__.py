"""The only door to the network, and to files: the file store and outgoing mail. Others follow with their capabilities."""
