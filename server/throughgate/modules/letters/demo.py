"""What the invented estate shows of sealed letters: listeners, the ombudsman and the board, none with a key yet.

A key is made by whoever reads, in their browser: nobody could open what is sealed to an invented one.
"""

from datetime import timedelta
from uuid import UUID

from throughgate.kernel.people.models import Contact, Worker, WorkerRole
from throughgate.kernel.registry.demo import Happened, Showing, by_worker
from throughgate.modules.letters.models import Reader, Recipient
from throughgate.modules.letters.rules.kinds import Kind

NIGHT = ("Every day, also at night.", "Bob dydd, hefyd gyda’r nos.")
WEEK = ("They read once a week.", "Maen nhw’n darllen unwaith yr wythnos.")
LISTENERS = "Harbour Listeners"
FOR_ALL = (
    (
        Kind.LISTENERS,
        LISTENERS,
        "They listen, whatever it is. They do not judge, and tell nobody.",
        "Maen nhw’n gwrando, beth bynnag yw. Dydyn nhw ddim yn barnu, a dydyn nhw ddim yn dweud wrth neb.",
        NIGHT,
    ),
    (
        Kind.OMBUDSMAN,
        "The Ombudsman",
        "They look at complaints that nobody here could settle.",
        "Maen nhw’n edrych ar gwynion nad oedd neb yma’n gallu eu datrys.",
        WEEK,
    ),
    (
        Kind.BOARD,
        "The monitoring board",
        "They see that everybody here is treated fairly.",
        "Maen nhw’n gweld bod pawb yma’n cael eu trin yn deg.",
        WEEK,
    ),
)
READER = ("Ruth Alder", "ruth@listeners.example")


def show(showing: Showing) -> list[Happened]:
    """Three for everybody, and who reads for the listeners."""
    at = showing.now - timedelta(days=30)
    worker = Worker.objects.filter(role=WorkerRole.ADMINISTRATOR, left_at=None).order_by("since", "pk").first()
    if worker is None:
        return []
    told = []
    for kind, name, about, about_cy, (hours, hours_cy) in FOR_ALL:
        row = Recipient(id=showing.chance.id_at(at), kind=kind, name=name, about=about, about_cy=about_cy, hours=hours, hours_cy=hours_cy)
        row.by, row.from_at = worker, at
        row.save(force_insert=True)
        told.append(_told(showing, worker.pk, row.pk))
        if kind == Kind.LISTENERS:
            _reader(showing, row)
    return told


def _reader(showing: Showing, row: Recipient) -> None:
    contact = Contact(id=showing.chance.id_at(row.from_at), name=READER[0], email=READER[1], since=row.from_at)
    contact.save(force_insert=True)
    reader = Reader(id=showing.chance.id_at(row.from_at), recipient=row, contact=contact, by=row.by, from_at=row.from_at)
    reader.save(force_insert=True)


def _told(showing: Showing, worker: UUID, row: UUID) -> Happened:
    act = by_worker(worker, showing.now - timedelta(days=30), row)
    return Happened(act, "letters.add_recipient@1", None, {"because": ["for everybody"], "changed": [["letters.Recipient", str(row)]]})
