"""What a page would say as an edition, for whom it would be, and who wrote it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from throughgate.modules.library import queries
from throughgate.modules.library.authoring.blocks import as_data, media_in
from throughgate.modules.library.commands.publishing import Given
from throughgate.modules.library.rules.audience import LINES, Ages, Rule

if TYPE_CHECKING:
    from throughgate.modules.library.authoring.models import ItemPage

LANGUAGES = ("en", "cy")


def given_of(page: "ItemPage") -> Given:
    """The edition that a page would be. Raises: msgspec.ValidationError for what no edition may hold."""
    texts = {language: text for language in LANGUAGES if (text := _text(page, language))["blocks"]}
    said = {"kind": page.kind, "texts": texts, "topics": page.topics, "ends_at": page.ends_at, **_around(page, texts)}
    return msgspec.convert(said, type=Given)


def rules_of(page: "ItemPage") -> list[Rule]:
    """For whom it is: one rule, or none where nobody has chosen yet."""
    ages = Ages(page.least_age or 0, 150 if page.most_age is None else page.most_age)
    rule = msgspec.convert({line: getattr(page, line) for line in LINES}, Rule)
    rule = msgspec.structs.replace(rule, ages=ages)
    if page.everybody:
        return [Rule()]
    return [rule] if rule != Rule() else []


def media_of(page: "ItemPage") -> list[str]:
    """Which media it names, each once."""
    bodies = [getattr(page, f"{part}_{language}") for language in LANGUAGES for part in ("body", "easy")]
    around = [page.picture, *(getattr(page, f"heard_{language}") for language in LANGUAGES)]
    named = [*(media for body in bodies for media in media_in(body)), *(str(media) for media in around if media)]
    return list(dict.fromkeys(named))


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
    return {language: _text(then, language) for language in LANGUAGES} | {
        "about": [then.kind, then.topics, then.ends_at, _around(then, LANGUAGES)]
    }, rules_of(then)


def _around(page: "ItemPage", texts: Iterable[str]) -> dict[str, Any]:
    """Its series, its picture in lists, and who reads it out."""
    read = {language: queries.file_shown(media) for language in texts if (media := getattr(page, f"heard_{language}"))}
    picture = queries.cover(page.picture) if page.picture else None
    heard = {language: file for language, file in read.items() if file}
    around: dict[str, Any] = {"series": page.series, "place_in_series": page.place_in_series, "picture": picture, "heard": heard}
    return dict(msgspec.to_builtins(around))


def _text(page: "ItemPage", language: str) -> dict[str, Any]:
    """A language's part of it; in Welsh under the English title where it has no other."""
    own = page.title if language == "en" else page.title_cy or page.title
    blocks, easy = (as_data(getattr(page, f"{part}_{language}")) for part in ("body", "easy"))
    return {"title": own, "summary": getattr(page, f"summary_{language}"), "blocks": blocks, "easy": easy}
