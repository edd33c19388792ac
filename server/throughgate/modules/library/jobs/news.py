"""Fetching the news: what is new in each feed becomes an archive with a list, as somebody might have brought it."""

import csv
import io
import logging
import zipfile
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid_from
from throughgate.kernel.gateways import elsewhere, file_store
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library import queries
from throughgate.modules.library.commands.news import miss_news, take_news
from throughgate.modules.library.queries import SourceView
from throughgate.modules.library.rules.media import MB, UPLOAD
from throughgate.modules.library.rules.news import NoFeed, Story, stories_in

log = logging.getLogger(__name__)
MOST_FEED, MOST_PICTURE = 5 * MB, 10 * MB
HEADINGS = ["id", "kind", "title", "summary", "words", "picture", "cover", "says"]
# By their first bytes: what a place calls a file is not asked.
PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif"}


def fetch_news(now: datetime) -> int:
    """Look into every feed whose news some shelf takes. Returns how many had something new."""
    with scope(_clock(now)):
        sources = queries.sources_taken()
    return sum(_fetch(source, now) for source in sources)


def _fetch(source: SourceView, now: datetime) -> int:
    # Made from what it is about, so that running twice is running once.
    act = _clock(now, uuid_from("library.take_news", source.id, now.isoformat()))
    try:
        stories = stories_in(elsewhere.fetch(source.address, MOST_FEED), source.address)
        return _take(act, source, [story for story in stories if story.theirs not in source.seen])
    except NotFound:
        # Somebody left it meanwhile.
        return 0
    except (elsewhere.NotAllowed, elsewhere.NoAnswer, NoFeed) as no:
        log.warning("news from %s: %s", source.address, type(no).__name__)
        miss_news(act, source=source.id, why=type(no).__name__)
        return 0


def _take(act: Act, source: SourceView, fresh: list[Story]) -> int:
    archive = _archive(fresh) if fresh else b""
    if fresh:
        file_store.throw_away(act.id, UPLOAD)
        file_store.append(act.id, UPLOAD, 0, archive)
    take_news(act, source=source.id, seen=[story.theirs for story in fresh], size=len(archive))
    return min(1, len(fresh))


def _archive(stories: list[Story]) -> bytes:
    packed, lines = io.BytesIO(), io.StringIO()
    sheet = csv.writer(lines)
    sheet.writerow(HEADINGS)
    with zipfile.ZipFile(packed, "w") as archive:
        for story in stories:
            name, picture = _picture(story)
            if picture:
                archive.writestr(name, picture)
            words = story.words or story.summary or story.title
            sheet.writerow([story.theirs, "news", story.title, story.summary, words, name, name, story.says if name else ""])
        archive.writestr("list.csv", lines.getvalue())
    return packed.getvalue()


def _picture(story: Story) -> tuple[str, bytes]:
    """Its name in the archive and what is in it; nothing where it stands elsewhere than the site allows, or is none."""
    try:
        content = elsewhere.fetch(story.picture, MOST_PICTURE) if story.picture else b""
    except (elsewhere.NotAllowed, elsewhere.NoAnswer):
        return "", b""
    ending = "webp" if content[8:12] == b"WEBP" else next((end for start, end in PICTURES.items() if content.startswith(start)), "")
    return (f"{story.theirs}.{ending}", content) if ending else ("", b"")


def _clock(now: datetime, key: UUID | None = None) -> Act:
    return Act(CLOCK, now, now, Face.OPS, id=key) if key else Act(CLOCK, now, now, Face.OPS)
