"""What a partner's app says of itself: the one block `<script type="application/throughgate+json">` of its file."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

KIND = "application/throughgate+json"
# The port between the app and ours; kit/throughgate.d.ts has its messages.
PORT = 1

Language = Annotated[str, Meta(min_length=2, max_length=8)]
Short = Annotated[str, Meta(min_length=1, max_length=80)]
Long = Annotated[str, Meta(max_length=300)]
Need = Literal["first_name", "language", "easy_read", "progress"]


class Offer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A competence that somebody can show in the app, out of `most` points. Its name is reviewed: an app cannot make one up."""

    competence: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{1,39}$")]
    name: Annotated[dict[Language, Short], Meta(min_length=1, max_length=12)]
    most: Annotated[int, Meta(ge=1, le=1000)]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`needs`: what it asks to be told of the person; `offers`: what it may offer to write down. Anything else is not given."""

    throughgate: Literal[1]
    name: Annotated[dict[Language, Short], Meta(min_length=1, max_length=12)]
    version: Annotated[str, Meta(min_length=1, max_length=20)]
    says: Annotated[dict[Language, Long], Meta(max_length=12)] = {}
    needs: Annotated[list[Need], Meta(max_length=4)] = []
    offers: Annotated[list[Offer], Meta(max_length=20)] = []
    wasm: bool = False


def offer_of(manifest: Manifest, competence: str) -> Offer | None:
    """The one of that key."""
    return next((one for one in manifest.offers if one.competence == competence), None)
