"""Acts that are carried out together: one transaction, with one reading before and one writing after. An act alone is a batch of one.

What an act itself writes stands behind a savepoint of its own; its part of what is written together comes here only once that
has held. So an act that fails takes nothing with it but itself.

Savepoints are most of what a hundred small acts wait for. A batch "at one go" does without them: an act that would have to be
taken back raises `NotAtOneGo`, everything is undone, and the same batch is carried out again with them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, models, transaction
from django.utils import translation

from throughgate.basics.errors import Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.command import Command, Done
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import person_of
from throughgate.kernel.tasks import work

FINAL = ("accepted", "refused")

# Called at the end of the transaction with what each act did: the sync room writes streams.
journal: list[Callable[[Sequence[tuple[Act, Done]]], None]] = []


class NotAtOneGo(RuntimeError):
    """An act of a batch without savepoints stopped after it had written something. Nobody sees this: the batch is carried out again."""


@contextmanager
def together(acts: Sequence[Act]) -> Iterator["Batch"]:
    """A transaction for these acts. Whatever is raised inside undoes all of it."""
    with transaction.atomic():
        batch = Batch(acts)
        yield batch
        batch.write()


class Batch:
    """What acts of one transaction leave behind beside their own rows: trail, receipts, and word to those who may see what changed."""

    def __init__(self, acts: Sequence[Act] = (), *, at_one_go: bool = False) -> None:
        self.at_one_go = at_one_go
        found = Receipt.objects.filter(act__in=[act.id for act in acts]) if acts else []
        self._receipts: dict[tuple[str, UUID], Receipt | None] = {_key(act): None for act in acts}
        self._receipts |= {(row.actor, row.act): row for row in found}
        self._new: list[Receipt] = []
        self._renewed: list[Receipt] = []
        self._entries: list[TrailEntry] = []
        self._told: list[tuple[Act, Done]] = []

    @contextmanager
    def part_of(self, act: Act) -> Iterator[None]:
        """What one act writes itself. Whatever is raised inside leaves nothing of it. Raises: NotAtOneGo."""
        try:
            with _undone_by_all() if self.at_one_go else transaction.atomic():
                yield
        except BaseException:
            act.tasks.clear()
            raise

    def receipt_of(self, act: Act) -> Receipt | None:
        """What became of this act before, if anything did."""
        key = _key(act)
        if key not in self._receipts:
            self._receipts[key] = Receipt.objects.filter(actor=key[0], act=key[1]).first()
        return self._receipts[key]

    def accept(self, command: Command, act: Act, done: Done, followed: Iterable[models.Model] = ()) -> None:
        """It was carried out. `followed`: rows to be told anew because of it."""
        changed = [[row._meta.label, str(row.pk)] for row in done.changed]
        detail = {"because": act.grants, "changed": changed, **_carried(act)}
        self._entries.append(trail.entry_of(act, command.key, "accepted", done.person_id, detail))
        receipt = self._receipt(command.key, act, outcome="accepted")
        self._told.append((act, Done(done.person_id, (*done.changed, receipt, *followed), command.key)))

    def refuse(self, what: str, act: Act, why: Refused, outcome: str = "refused", **detail: object) -> None:
        """No, or (held, quarantined) not yet: an answer too, in the person's language."""
        with translation.override(language_of(act)):
            says = why.words
        self._entries.append(trail.entry_of(act, what, outcome, act.person_id, {"code": why.code, **detail, **_carried(act)}))
        receipt = self._receipt(what, act, outcome=outcome, code=why.code, says=says[:600])
        # Without its name: nothing may follow on a command that was not carried out.
        self._told.append((act, Done(act.person_id, (receipt,))))

    def write(self) -> None:
        """Everything that was kept until now, in the transaction of the acts themselves."""
        work.write_all(act for act, _done in self._told)
        # The same act done twice at once ends here for one of them: its whole transaction is undone.
        Receipt.objects.bulk_create(self._new)
        Receipt.objects.bulk_update(self._renewed, ["outcome", "code", "says", "at"], batch_size=100)
        for tell in journal:
            tell(self._told)
        # Last, since everybody shares its sixteen chains: they are locked for no longer than this and the commit.
        trail.write_all(self._entries)

    def _receipt(self, what: str, act: Act, **answer: str) -> Receipt:
        """The receipt of this act. Only what was held or quarantined may be answered anew."""
        told = {"code": "", "says": "", "at": act.arrived, **answer}
        receipt = self.receipt_of(act)
        if receipt is None:
            receipt = Receipt(actor=str(act.actor), act=act.id, command=what, person_id=act.person_id, **told)
            self._receipts[_key(act)] = receipt
            self._new.append(receipt)
        elif receipt.outcome not in FINAL:
            for name, value in told.items():
                setattr(receipt, name, value)
            if receipt.pk:
                self._renewed.append(receipt)
        return receipt


def language_of(act: Act) -> str:
    """The person's own language for their answers; the page's language for everyone else."""
    person = person_of(act)
    return person.reads if person else translation.get_language() or "en"


def _carried(act: Act) -> dict[str, str]:
    return {"carrier": act.carrier} if act.carrier else {}


def _key(act: Act) -> tuple[str, UUID]:
    return str(act.actor), act.id


@contextmanager
def _undone_by_all() -> Iterator[None]:
    """In place of a savepoint: what stops inside may have written nothing. Raises: NotAtOneGo."""
    written = _Written()
    try:
        with connection.execute_wrapper(written):
            yield
    except Refused as refusal:
        if written.anything:
            raise NotAtOneGo from refusal
        raise
    except OperationalError:
        raise
    except Exception as failure:
        raise NotAtOneGo from failure


class _Written:
    """Looks at statements as they go by: has any of them written?"""

    anything = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.anything = self.anything or not sql.startswith("SELECT")
        return execute(sql, params, many, context)
