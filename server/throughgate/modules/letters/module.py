"""What letters offer."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Module, Nav, Outside
from throughgate.modules.letters import commands, demo, policy, queries
from throughgate.modules.letters.feed import FOR_ALL, LETTERS, OWN

YEARS_2 = timedelta(days=731)
RECORD = Keep(None, "whom people were told that they could trust, by which key, and who had compared it")
# Whoever keeps a prison's list of advisers; not security, and nobody on a wing.
VERIFIERS = frozenset({WorkerRole.ADMINISTRATOR, WorkerRole.CASE_MANAGER})

MODULE = Module(
    name="letters",
    title=_("Sealed letters"),
    commands=(
        commands.add_recipient,
        commands.end_recipient,
        commands.add_reader,
        commands.end_reader,
        commands.offer_key,
        commands.check_key,
        commands.end_key,
        commands.send,
        commands.reply,
        commands.tell_opened,
    ),
    feeds=(FOR_ALL, OWN, LETTERS),
    audiences=policy.AUDIENCES,
    capabilities=(
        Capability(policy.SEALED, title=_("Sealed letters"), essential=True, for_contacts=True),
        Capability(policy.VERIFY, title=_("Who can be written to in confidence"), staff_only=True, decided_by=VERIFIERS),
    ),
    nav=(Nav(_("Sealed letters"), "letters:recipients", needs=policy.VERIFY, order=75),),
    staff_urls="throughgate.modules.letters.staff.urls",
    outside=(Outside(_("Sealed letters"), "letters:letters", order=70, shown=queries.reads_somewhere),),
    family_urls="throughgate.modules.letters.family.urls",
    keeps={
        "letters.Recipient": RECORD,
        "letters.Reader": RECORD,
        "letters.RecipientKey": RECORD,
        "letters.KeyCheck": RECORD,
        "letters.Letter": Keep(YEARS_2, "for a case that goes on; whoever has a key has kept what they need by then", by="arrived_at"),
        "letters.Box": Keep(YEARS_2, "with its letter"),
        "letters.Opened": Keep(YEARS_2, "with its letter"),
    },
    not_in_feeds={
        "letters.Reader": "who reads there is the recipient's own affair",
        "letters.RecipientKey": "the one that stands travels inside its recipient",
        "letters.KeyCheck": "that a key stands says that it was compared",
        "letters.Box": "travels inside its letter",
        "letters.Opened": "travels inside its letter",
    },
    demo=demo.show,
)
