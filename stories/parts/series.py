"""A series with a film, published by an editor: what the story of the library begins with. Runs inside the site's own environment."""

import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

SECONDS = 40
SIZES = {240: "426x240", 480: "854x480"}
# What somebody does, of what, and where.
MANY = (
    "saving finding asking keeping planning changing losing sharing choosing mending paying sorting ending beginning knowing",
    "money housing work dentist family bus-pass sleep school letters bank-account benefits faith garden music food",
    "home wing release winter court phone friend night abroad parents Wales again office visit summer",
)
SAID = {
    "en": ["Put a pound aside each week.", "By next year it is fifty-two pounds."],
    "cy": ["Rhowch bunt o'r neilltu bob wythnos.", "Erbyn y flwyddyn nesaf mae'n bum deg dwy o bunnoedd."],
}


def publish_series(folder: str, editor: str) -> dict[str, str]:
    """A series and its two parts, a film and a sound, on that editor's shelf: written by a colleague, for everybody. Returns their ids."""
    items = {"series": uuid4(), "film": uuid4(), "sound": uuid4()}
    texts = {"series": _series(), "film": _film(Path(folder)), "sound": _sound(Path(folder))}
    desk = _desk(editor)
    for place, (name, item) in enumerate(items.items()):
        _publish(desk, item, name, texts[name], items["series"] if place else None, place)
    return {name: str(item) for name, item in items.items()}


def publish_many(editor: str, count: int, film: str) -> str:
    """So many pages, each with words of its own; last of all that film, of 480 lines. Returns the id of its item."""
    from throughgate.modules.library.rules.body import Film, Paragraph, Text

    desk, item = _desk(editor), uuid4()
    for n in range(count):
        words = " ".join(part.split()[n // 15**k % 15] for k, part in enumerate(MANY))
        _publish(desk, uuid4(), "page", {"en": Text(words.capitalize(), f"What helps, step {n}.", [Paragraph(words)])}, None, 0)
    block = Film([_kept(Path(film).read_bytes(), "video/mp4", 480)], "A long film", 600, "Nothing is said.")
    _publish(desk, item, "film", {"en": Text("A long film", "Ten minutes.", [block])}, None, 0)
    return str(item)


def _desk(editor: str) -> Any:
    from throughgate.modules.library.models import Desk

    # Where they have sat longest, of several.
    seats = Desk._base_manager.select_related("shelf", "worker").filter(worker__name=editor, approves=True, to_at=None)
    return seats.earliest("pk")


def _publish(desk: Any, item: UUID, kind: str, texts: Any, series: UUID | None, place: int) -> None:
    from throughgate.basics.clock import now
    from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
    from throughgate.modules.library.commands.publishing import Given, publish_item
    from throughgate.modules.library.models import Desk
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.rules.kinds import Kind, Topic

    colleague = Desk._base_manager.filter(shelf=desk.shelf, writes=True, to_at=None).exclude(worker=desk.worker).first()
    act = Act(Actor(ActorKind.WORKER, desk.worker_id), now(), now(), Face.STAFF)
    given = Given(Kind(kind), texts, [Topic.MONEY], series=series, place_in_series=place)
    publish_item(act, shelf=desk.shelf_id, item=item, written_by=colleague.worker_id, after=0, edition=given, audiences=[Rule()])


def _series() -> dict[str, Any]:
    from throughgate.modules.library.rules.body import Paragraph, Text

    return {
        "en": Text("Money, week by week", "A short series.", [Paragraph("Two parts. Begin with the first.")]),
        "cy": Text("Arian, wythnos wrth wythnos", "Cyfres fer.", [Paragraph("Dwy ran. Dechreuwch gyda'r gyntaf.")]),
    }


def _film(folder: Path) -> dict[str, Any]:
    from throughgate.modules.library.rules.body import Film, Paragraph, Text

    files = [_kept(_filmed(folder, height), "video/mp4", height) for height in SIZES]
    captions = {lang: _kept(_captions(lines).encode(), "text/vtt") for lang, lines in SAID.items()}
    says = {lang: "\n\n".join(lines) for lang, lines in SAID.items()}

    def film(title: str, lang: str) -> Film:
        return Film(files, title, SECONDS, says[lang], captions=captions)

    return {
        "en": Text(
            "A pound a week", "A film of how it adds up.",
            [Paragraph("Watch how one pound a week adds up."), film("A pound a week", "en")],
            [Paragraph("Save a pound each week."), film("A pound a week", "en")],
        ),
        "cy": Text(
            "Punt yr wythnos", "Ffilm am sut mae'n cronni.",
            [Paragraph("Gwyliwch sut mae punt yr wythnos yn cronni."), film("Punt yr wythnos", "cy")],
            [Paragraph("Cynilwch bunt bob wythnos."), film("Punt yr wythnos", "cy")],
        ),
    }  # fmt: skip


def _sound(folder: Path) -> dict[str, Any]:
    from throughgate.modules.library.rules.body import Paragraph, Sound, Text

    made = folder / "sound.m4a"
    heard = ["-f", "lavfi", "-i", f"sine=frequency=220:duration={SECONDS}", "-c:a", "aac", "-movflags", "+faststart"]
    subprocess.run(["ffmpeg", "-y", "-v", "error", *heard, made], check=True)
    sound = Sound(_kept(made.read_bytes(), "audio/mp4"), "Where to keep it", SECONDS, "A credit union takes small sums.")
    return {"en": Text("Where to keep it", "Accounts that take small sums.", [Paragraph("Hear who takes small sums."), sound])}


def _filmed(folder: Path, height: int) -> bytes:
    """A moving test picture with a tone, as a browser likes it: its index first, a whole picture every second."""
    made = folder / f"film-{height}.mp4"
    seen = ["-f", "lavfi", "-i", f"testsrc=size={SIZES[height]}:rate=15:duration={SECONDS}"]
    heard = ["-f", "lavfi", "-i", f"sine=frequency=330:duration={SECONDS}"]
    packed = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15", "-c:a", "aac", "-movflags", "+faststart"]
    subprocess.run(["ffmpeg", "-y", "-v", "error", *seen, *heard, *packed, made], check=True)
    return made.read_bytes()


def _captions(lines: list[str]) -> str:
    cues = [f"00:{n * 15:02}.000 --> 00:{n * 15 + 14:02}.000\n{line}" for n, line in enumerate(lines)]
    return "\n\n".join(["WEBVTT", *cues, ""])


def _kept(content: bytes, kind: str, height: int = 0) -> Any:
    from throughgate.basics.clock import now
    from throughgate.kernel.gateways import file_store
    from throughgate.kernel.sync.models import StoredFile
    from throughgate.modules.library.rules.body import File

    sha256 = file_store.put(content)
    StoredFile.objects.get_or_create(pk=sha256, defaults={"size": len(content), "kind": kind, "arrived": now()})
    return File(sha256, len(content), kind, height)
