"""What nobody decides alone."""

from collections.abc import Collection

from throughgate.kernel.screening.models import Decision, Sort

LETS_GO = frozenset({Decision.RELEASE, Decision.BLACK_OUT})
KEEPS_BACK = frozenset({Decision.WITHHOLD, Decision.BLACK_OUT})
# Harm that cannot be taken back once it has passed.
DANGERS = frozenset({Sort.PICTURE, Sort.FILE})


def why_two(sorts: Collection[str], child: bool | None, decision: str) -> list[Sort]:
    """For which of the things found one worker may not decide that alone; none where they may.

    Nudity where a child is, or may be, on the other side (`child` None: nobody knows, or it is for several): whatever is decided.
    A picture that is known, a file that is not what it says: letting it go. What is read by a target: keeping any of it back, since
    whoever reads everything of somebody should not also be the only one who says what they may not have.
    """
    needs = {Sort.NUDITY} if child is not False else set()
    if decision in LETS_GO:
        needs |= DANGERS
    if decision in KEEPS_BACK:
        needs.add(Sort.TARGET)
    return [Sort(sort) for sort in sorted(needs & set(sorts))] if decision != Decision.SECOND else []
