"""What a worker may have looked for."""

from throughgate.kernel.screening.models import Sort

# The rest the machine looks for by itself.
WATCHED = (Sort.PHRASE, Sort.PATTERN, Sort.PICTURE)
SHORTEST = 3


def is_watchable(sort: str, words: str) -> bool:
    """Whether there is enough of it: “a” would hold everything. A picture is known by its hash, sixteen digits from 0 to f."""
    if sort == Sort.PICTURE:
        return len(words) == 16 and all(letter in "0123456789abcdef" for letter in words)
    return sum(letter.isalnum() for letter in words) >= SHORTEST
