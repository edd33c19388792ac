"""A draft on the first shelf, which waits for somebody to approve it; where the estate has what drafts are written in."""

from django.apps import apps

from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker
from throughgate.modules.library.models import Shelf
from throughgate.modules.library.queries import Seat

WORDS = [
    ("heading", "Before you ring"),
    ("words", "Write down what you want to say. Have a pen ready, and your number."),
    ("heading", "When somebody answers"),
    ("words", "Say your name and why you are ringing. If you do not understand, say so. You can ask them to say it again."),
]


def leave_draft(shelf: Shelf, writer: Worker) -> None:
    """By that writer, who has an account but cannot sign in."""
    if not apps.is_installed("throughgate.modules.library.authoring"):
        return
    from throughgate.modules.library.authoring.models import ItemPage
    from throughgate.modules.library.authoring.shelves import page_of

    account = Account.objects.create_user(writer.email, worker=writer)
    page = ItemPage(title="How to make a difficult phone call", topics=["life_here"], everybody=True, owner=account, live=False)
    page.summary_en = "What helps before you ring, and while you do."
    page.body_en.extend(WORDS)
    page_of(Seat(shelf, writes=True, approves=True)).add_child(instance=page)
    page.save_revision(user=account, clean=False)
