"""Adding everything up: each night, and whenever somebody asks."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Sum

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Person, WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.money import policy
from throughgate.modules.money.models import Account, Posting, Reconciliation

A_DAY = timedelta(days=1)


@command("money.reconcile", by=ActorKind.CLOCK)
def reconcile(act: Act) -> Done:
    """Add up all postings. Every balance agrees with them, or a task says whose does not."""
    policy.by_the_clock(act, "all is added up")
    moved = _moved()
    kept = list(Account.objects.exclude(pence=None).select_related("person", "contact"))
    off = [account for account in kept if account.pence != moved.get(account.pk, 0)]
    _agree_again(act, {account.pk for account in off})
    for account in off:
        if person := _whom_to_name(account):
            open_task(act, policy.DIFFERENCE, account.pk, person, act.arrived + A_DAY, WorkerRole.ADMINISTRATOR)
    return Done(None, (Reconciliation.objects.create(id=act.id, at=act.arrived, accounts=len(kept), off=len(off)),))


def _moved() -> dict[UUID, int]:
    """What each account's postings come to."""
    found: dict[UUID, int] = {}
    for side, sign in (("into", 1), ("out_of", -1)):
        for account, pence in Posting.objects.values_list(side).annotate(Sum("pence")).order_by():
            found[account] = found.get(account, 0) + sign * pence
    return found


def _agree_again(act: Act, off: set[UUID]) -> None:
    """What was off and is so no more goes from the inbox."""
    for account in Task.objects.filter(kind=policy.DIFFERENCE, done_at=None).exclude(about__in=off).values_list("about", flat=True):
        finish_task(act, policy.DIFFERENCE, account)


def _whom_to_name(account: Account) -> Person | None:
    """A task is about a person: of a contact's purse, about whoever they are in touch with."""
    if account.person:
        return account.person
    return Person.objects.filter(relationships__contact=account.contact_id).order_by("pk").first()
