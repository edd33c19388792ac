"""The capabilities of the bulletin, by name."""

KEEP, READ = "bulletin.keep", "bulletin.read"
