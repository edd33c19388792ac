"""Acts in (store, verify, apply), streams out, files, epochs. See docs/adr/0002-the-wire.md."""
