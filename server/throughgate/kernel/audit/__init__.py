"""The trail: append-only, hash-chained, verifiable; and "who has looked at my record"."""
