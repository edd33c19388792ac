"""What a page would say as an edition, for whom it would be, and who wrote it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from throughgate.modules.library import queries
from throughgate.modules.library.authoring.blocks import as_data
from throughgate.modules.library.commands.publishing import Given
from throughgate.modules.library.rules.audience import Ages, Rule

if TYPE_CHECKING:
    from throughgate.modules.library.authoring.models import ItemPage

LANGUAGES = ("en", "cy")


def given_of(page: "ItemPage") -> Given:
    """The edition that a page would be. Raises: msgspec.ValidationError for what no edition may hold."""
    texts = {language: text for language in LANGUAGES if (text := _text(page, language))["blocks"]}
    said = {"kind": page.kind, "texts": texts, "topics": page.topics, "ends_at": page.ends_at}
    return msgspec.convert(said, type=Given)


def rules_of(page: "ItemPage") -> list[Rule]:
    """For whom it is: one rule, or none where nobody has chosen yet."""
    ages = Ages(page.least_age or 0, 150 if page.most_age is None else page.most_age)
    rule = Rule(tuple(page.places), tuple(page.settings), tuple(page.regimes), tuple(page.languages), ages)
    if page.everybody:
        return [Rule()]
    return [rule] if rule != Rule() else []


def words_in(body: Iterable[Any]) -> Iterator[str]:
    """What there is to read in it, block by block."""
    for block in as_data(body):
        yield from block.get("items", [block.get("words", "")])


def writer_of(page: "ItemPage") -> UUID:
    """Who first wrote it as it is now: whoever only looked at it and published it did not."""
    newest, *older = page.revisions.select_related("user__worker").order_by("-created_at", "-pk")
    said, wrote = _said(page, newest), newest.user
    for revision in older:
        if _said(page, revision) != said:
            break
        wrote = revision.user
    if wrote is None:
        # It stands as it was taken over from an edition, whose writer has no account.
        return queries.writer_of_edition(page.item, page.after)
    worker: UUID = wrote.worker_id
    return worker


def _said(page: "ItemPage", revision: Any) -> tuple[object, list[Rule]]:
    then = page.with_content_json(revision.content)
    return {language: _text(then, language) for language in LANGUAGES} | {"about": [then.kind, then.topics, then.ends_at]}, rules_of(then)


def _text(page: "ItemPage", language: str) -> dict[str, Any]:
    """A language's part of it; in Welsh under the English title where it has no other."""
    own = page.title if language == "en" else page.title_cy or page.title
    blocks, easy = (as_data(getattr(page, f"{part}_{language}")) for part in ("body", "easy"))
    return {"title": own, "summary": getattr(page, f"summary_{language}"), "blocks": blocks, "easy": easy}
