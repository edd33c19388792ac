"""What the library offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Job, Line, Module, Nav
from throughgate.modules.library import demo, jobs, policy
from throughgate.modules.library.commands import (
    bringing,
    captions,
    doing,
    hearing,
    media,
    news,
    publishing,
    saying,
    shelves,
    sketching,
    tallying,
    worrying,
)
from throughgate.modules.library.feed import COMMENTS, DID, ITEMS
from throughgate.modules.library.policy import readers
from throughgate.modules.library.rules.needs import COMMENT, ESTATE, KEEP, READ, SHELVES, WORRY

# Who keeps a shelf is said shelf by shelf; anybody who works with people may be asked to.
KEEPERS = frozenset(set(Role.values) - {Role.OPERATIONS})
RECORD = "the record: what somebody was shown may matter years later"
FOR_ITS_KEEPERS = "for as long as anybody would change the item because of it"
WHILE_NAMED = "while an edition names it, and for thirty days after a draft last did; its own room takes it away"
TWO_YEARS = timedelta(days=730)
FIVE_YEARS = timedelta(days=1826)

MODULE = Module(
    name="library",
    title=_("Library"),
    commands=(
        shelves.open_shelf,
        shelves.seat_worker,
        publishing.publish_item,
        publishing.withdraw_item,
        publishing.end_item,
        media.begin_media,
        media.take_media,
        media.ready_media,
        media.refuse_media,
        media.want_media,
        media.drop_media,
        bringing.bring_in,
        news.take_news_from,
        news.leave_news,
        news.take_news,
        news.miss_news,
        captions.write_captions,
        captions.ask_for_captions,
        captions.draft_captions,
        captions.drop_captions,
        hearing.read_out,
        doing.did,
        saying.say_helpful,
        saying.comment,
        saying.answer_comment,
        worrying.pass_on,
        worrying.look_after_worry,
        tallying.tell_totals,
        sketching.sketch_edition,
    ),
    feeds=(ITEMS, COMMENTS, DID),
    audiences=readers.AUDIENCES,
    desks=policy.desks,
    capabilities=(
        Capability(READ, _("Read, hear and see what is in the library"), needs_rollout=True, decided_by=KEEPERS),
        Capability(COMMENT, _("Say something of what is in the library"), decided_by=KEEPERS),
        Capability(KEEP, _("Keep a shelf of the library"), staff_only=True, decided_by=KEEPERS),
        Capability(SHELVES, _("Open shelves of the library"), staff_only=True, decided_by=frozenset({Role.ADMINISTRATOR})),
        Capability(ESTATE, _("See what every place has in the library"), staff_only=True, decided_by=frozenset({Role.ADMINISTRATOR})),
    ),
    jobs=(
        Job("library.end_items", timedelta(minutes=5), jobs.end_items),
        Job("library.fetch_news", timedelta(hours=1), jobs.fetch_news),
        Job("library.work_beside", timedelta(seconds=5), jobs.work_beside),
        Job("library.drop_unwanted_media", timedelta(days=1), jobs.drop_unwanted_media),
    ),
    inbox=(
        Line("library.answer", _("Said of something in the library"), "library:comment", needs=KEEP, nameless=True),
        Line(WORRY, _("What they said in the library"), "library:worry", needs=COMMENT, signs={"worry": _("Somebody is worried")}),
    ),
    nav=(Nav(_("Library"), "library:shelves", needs=KEEP, order=60),),
    staff_urls="throughgate.modules.library.staff.urls",
    keeps={
        "library.Shelf": Keep(None, RECORD),
        "library.Desk": Keep(None, RECORD),
        "library.Item": Keep(None, RECORD),
        "library.Edition": Keep(None, RECORD),
        "library.Audience": Keep(None, RECORD),
        "library.Placement": Keep(None, RECORD),
        "library.Opinion": Keep(TWO_YEARS, FOR_ITS_KEEPERS, by="at"),
        "library.Comment": Keep(
            TWO_YEARS, "what was said of an item, for as long as anybody would change it because of it", by="arrived_at"
        ),
        "library.Did": Keep(TWO_YEARS, "what somebody can show that they learnt; counted for the item's keepers, without names", by="at"),
        "library.Answer": Keep(TWO_YEARS, "with its comment"),
        "library.Worry": Keep(TWO_YEARS, "with its comment"),
        "library.Media": Keep(None, WHILE_NAMED),
        "library.Rendition": Keep(None, WHILE_NAMED),
        "library.Captions": Keep(None, WHILE_NAMED),
        "library.Heard": Keep(None, RECORD),
        "library.NewsSource": Keep(None, "the record: from where a shelf took what it showed"),
        "library.Tally": Keep(FIVE_YEARS, "how reading changes from one year to the next; nobody is named in it", by="week"),
        "library.Sketch": Keep(None, "with the edition that it was worked out of; a newer edition takes it away"),
    },
    not_in_feeds={
        "library.Shelf": "its name travels inside its items",
        "library.Desk": "who keeps a shelf is for staff",
        "library.Item": "travels inside its placements",
        "library.Edition": "travels inside its placements; what it says is a file",
        "library.Audience": "travels inside its placements",
        "library.Opinion": "the app remembers what somebody said of an item by the act that said it",
        "library.Answer": "travels inside its comment",
        "library.Worry": "for those who look after the person, who speak with them",
        "library.Media": "what came is for its editors; what was made of it travels inside editions",
        "library.Rendition": "travels inside the edition that names it",
        "library.Captions": "travels inside the edition that names them",
        "library.Heard": "travels inside the placements of its item",
        "library.NewsSource": "where news comes from is for its editors; what they made of it travels as items",
        "library.Tally": "counted for those who keep the library",
        "library.Sketch": "worked out for those who keep the library",
    },
    demo=demo.show,
)
