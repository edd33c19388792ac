"""What waits for a worker: one list for every capability, so that an inbox is one index scan."""
