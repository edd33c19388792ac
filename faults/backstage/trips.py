"""Commands that only these runs have: one over which our own code trips, and one that an update brings."""

from typing import Annotated

from msgspec import Meta

TRIPS, LATER = "faults.trip@1", "faults.later@1"
Words = Annotated[str, Meta(max_length=500)]


def install(names: list[str]) -> None:
    """Make these known in this process."""
    from throughgate.kernel.commands.command import Done, command
    from throughgate.kernel.policy.act import Act, ActorKind
    from throughgate.kernel.policy.relations import myself

    if TRIPS in names:

        @command("faults.trip", by=ActorKind.PERSON)
        def trip(act: Act, *, words: Words) -> Done:
            """Fall over, as a mistake of ours would."""
            myself(act)
            raise RuntimeError("a mistake of ours")

    if LATER in names:

        @command("faults.later", by=ActorKind.PERSON)
        def later(act: Act, *, words: Words) -> Done:
            """Do nothing, once it is known."""
            return Done(myself(act).pk)
