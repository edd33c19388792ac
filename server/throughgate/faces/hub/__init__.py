"""The hub: it stands in an establishment with a poor line, and answers devices at the same addresses as the server."""
