"""What becomes of an item once its files were looked at: the same rules as for words, in the transaction of a command."""

from collections.abc import Iterator, Mapping

from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.looking.found import Found, Looked
from throughgate.kernel.screening.models import Does, Finding, Item, ItemFile, Outcome, Sort, Trouble
from throughgate.kernel.screening.reading import found_in
from throughgate.kernel.screening.screen import home_of, outcome_of, stand_as, write_down
from throughgate.kernel.screening.watch import Watch, Whom, what_stands

# What the model says of less it says of beaches and baths too. Our own, on the careful side: a person looks, nothing is refused by it.
NUDE_FROM = 0.3
# How many of its 256 bits may differ for a picture to be the same. Source: the PDQ paper, "use of a distance threshold of 31".
SAME_PICTURE = 31
# A file that may not pass, whoever sends it; all other troubles say that it was not seen.
NO_FILE = frozenset(
    {Trouble.NEITHER, Trouble.WEB_PAGE, Trouble.ARCHIVE, Trouble.DOCUMENT, Trouble.FAX, Trouble.OTHER, Trouble.NAMED, Trouble.HUGE}
)


def finish(act: Act, item: Item, found: Found) -> Item:
    """Settle how an item stands that was still looked at. One that stands already stays as it is.

    Files: `item.files` say what may go on in place of each, and what was read or heard in it.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.outcome != Outcome.LOOKING:
        return item
    files, watch = list(item.files.order_by("n")), what_stands()
    whom = Whom(item.person_id, item.contact_id, *home_of(act, item.person_id), item.language)
    looked_at = {one.n: one for one in found.files}
    seen = {file: looked_at.get(file.n) or Looked(file.n, [Trouble.LOST]) for file in files}
    new = [one for looked in seen.values() for one in _judged(watch, whom, looked)]
    before = list(item.findings.all())
    if watch.is_stopped(whom, act.arrived) and not any(one.sort == Sort.STOPPED for one in before):
        new.append(Finding(sort=Sort.STOPPED, does=Does.HOLD))
    _keep(act, seen)
    stand_as(item, outcome_of([*before, *new], files=False), act)
    item.save()
    write_down(act, item, new)
    return item


def _keep(act: Act, seen: Mapping[ItemFile, Looked]) -> None:
    for file, looked in seen.items():
        file.looked_at, file.words = act.arrived, looked.words
        if looked.goes:
            file.goes, file.goes_type, file.goes_size = looked.goes.sha256, looked.goes.type, looked.goes.size
    ItemFile.objects.bulk_update(list(seen), ["looked_at", "words", "goes", "goes_type", "goes_size"])


def _judged(watch: Watch, whom: Whom, looked: Looked) -> Iterator[Finding]:
    for trouble in looked.troubles:
        yield _of_trouble(looked, trouble)
    if looked.nudity >= NUDE_FROM:
        yield Finding(sort=Sort.NUDITY, does=Does.HOLD, piece=looked.n, sure=round(looked.nudity, 2))
    if looked.faces:
        yield Finding(sort=Sort.FACES, does=Does.COUNT, piece=looked.n, seen=str(looked.faces))
    for rule in watch.pictures:
        if looked.hash and rule.concerns(whom) and (apart := _apart(rule.words, looked.hash)) <= SAME_PICTURE:
            yield Finding(rule_id=rule.id, sort=rule.sort, does=rule.does, piece=looked.n, sure=round(1 - apart / 256, 2))
    yield from found_in(watch, whom, looked.words, piece=looked.n)


def _of_trouble(looked: Looked, trouble: Trouble) -> Finding:
    if trouble is Trouble.PLACE:
        return Finding(sort=Sort.FILE, does=Does.COUNT, piece=looked.n, seen=trouble)
    seen = f"{looked.named}"[:200] if trouble is Trouble.NAMED else trouble.value
    return Finding(sort=Sort.FILE if trouble in NO_FILE else Sort.UNSEEN, does=Does.HOLD, piece=looked.n, seen=seen)


def _apart(one: str, other: str) -> int:
    """In how many bits two hashes differ. What is no hash is like nothing."""
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return 256
