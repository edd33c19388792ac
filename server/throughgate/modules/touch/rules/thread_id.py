"""The id of what two people say to each other, made from the two: either side can begin it with no network."""

from uuid import UUID, uuid5

# Ours for this alone; the app has the same. Source: ADR 13.
THREADS = UUID("b9a57a5e-5f0e-5d0c-8f3e-2f6d1c0e7a13")


def thread_of(person: UUID, contact: UUID) -> UUID:
    """The id of the thread of these two."""
    return uuid5(THREADS, f"{person}/{contact}")
