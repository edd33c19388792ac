"""Writing for the library, through the listener's own addresses: who gets in, who publishes, and what then reaches a tablet.

Only that listener installs Wagtail, so these tests run in a process of their own that is it; anywhere else this file starts that.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.apps import apps
from django.conf import settings

HERE = settings.FACE == "authoring"
pytestmark = [pytest.mark.django_db] if HERE else []

if not HERE:

    def test_what_those_who_write_see_and_do(tmp_path):
        environ = {**os.environ, "THROUGHGATE_FACE": "authoring", "THROUGHGATE_HOME": str(tmp_path / "home")}
        if (url := urlsplit(environ.get("THROUGHGATE_DATABASE_URL", ""))).scheme == "postgres":
            own = f"{url.path}_authoring_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
            environ["THROUGHGATE_DATABASE_URL"] = urlunsplit(url._replace(path=own))
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            f"--basetemp={tmp_path / 'own'}",
            __file__,
            str(Path(__file__).with_name("test_authoring_media.py")),
            str(Path(__file__).with_name("test_authoring_bringing.py")),
        ]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]

    @pytest.mark.parametrize("face", ["device", "staff", "partner", "worker"])
    def test_nobody_else_loads_wagtail(face):
        script = (
            "import sys, django; django.setup()\n"
            "from importlib import import_module; from django.conf import settings\n"
            "if settings.FACE != 'worker': import_module(settings.ROOT_URLCONF)\n"
            "print([name for name in sys.modules if name.partition('.')[0] in ('wagtail', 'modelcluster', 'treebeard')])"
        )
        environ = {**os.environ, "THROUGHGATE_FACE": face}
        assert subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, check=True).stdout.strip() == b"[]"


else:
    from wagtail.models import Locale, Page
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    from tests import make
    from tests.device import tablet_of
    from throughgate.kernel.audit.models import TrailEntry
    from throughgate.kernel.people.models import Worker, WorkerRole
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.library.authoring.drafts import given_of, rules_of
    from throughgate.modules.library.authoring.keeps import KEEPS
    from throughgate.modules.library.authoring.models import ItemPage, ShelfPage
    from throughgate.modules.library.models import Edition, Item
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.rules.body import body_of
    from throughgate.modules.library.tests.make import publish, shelf, writer_for

    TITLE = "Saving a little"

    def test_nothing_under_the_gpl_is_loaded():
        import willow  # noqa: F401

        assert "x265" not in Path("/proc/self/maps").read_text()

    @pytest.fixture
    def keeper():
        """Who writes and approves on the shelf of a prison."""
        return make.worker(WorkerRole.TUTOR, at=make.prison())

    @pytest.fixture
    def learning(keeper):
        return shelf(make.prison(), keeper)

    @pytest.fixture
    def writer(learning):
        return writer_for(learning)

    @pytest.fixture
    def tablet():
        return tablet_of(make.person(lives=make.wing("A")))

    def typed(title=TITLE, words="Put a pound aside each week.", **more):
        said = {
            "title": title,
            "summary_en": "How to begin.",
            "body_en": streamfield([("heading", "First"), ("words", words)]),
            "easy_en": streamfield([("words", "Save £1.")]),
            "title_cy": "",
            "summary_cy": "",
            "body_cy": streamfield([]),
            "easy_cy": streamfield([]),
            "kind": "page",
            "topics": ("money",),
            "places": ("ZLI",),
            "began_from": "0",
        }
        return nested_form_data(said | more)

    def browser(who):
        return make.browser_of(who)

    def folder(who):
        """The number of the one shelf that somebody sees."""
        browser(who).get("/write/")
        return ShelfPage.objects.get().pk

    def draft(who, **said):
        """Write an item and leave it as a draft."""
        at = f"/write/pages/add/authoring/itempage/{folder(who)}/"
        answer = browser(who).post(at, typed(**said))
        assert answer.status_code == 302, answer.context["form"].errors
        return ItemPage.objects.order_by("-pk").first()

    def edit(who, page, **said):
        return browser(who).post(f"/write/pages/{page.pk}/edit/", typed(**said), follow=True)

    def let_out(who, page, **said):
        """Press “publish” on the page as it is."""
        return edit(who, page, **{"action-publish": "1", "began_from": str(page.after), **said})

    def told(answer):
        return [str(message) for message in answer.context["messages"]]

    def read_on(tablet):
        tablet.pull()
        return sorted(row["in"]["en"]["title"] for row in tablet.feed("library.items").values() if row["body"])

    def test_signed_out_is_sent_to_our_own_sign_in(client):
        for address in ("/", "/write/", "/write/pages/", "/write/login/", "/write/password_reset/"):
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/sign-in/"), address

    def test_a_password_alone_opens_nothing(client, keeper, learning):
        client.force_login(keeper.account)
        assert client.get("/write/").headers["Location"] == "/account/second-step/choose/"

    def test_who_sits_at_no_desk_finds_nothing(learning):
        other = make.worker(WorkerRole.TUTOR, at=make.prison())
        for address in ("/write/", "/write/pages/", "/write/reports/site-history/", "/write/account/"):
            answer = browser(other).get(address)
            assert answer.status_code == 404
            assert "You keep no shelf" in answer.content.decode()
        assert TrailEntry.objects.filter(what="look:library:authoring", outcome="refused").exists()

    def test_who_left_the_desk_is_out_with_the_next_click(keeper, learning, writer):
        assert browser(writer).get("/write/").status_code == 200
        with scope(make.as_worker(writer)):
            learning.desk.filter(worker=writer).update(to_at=make.NOON)
        assert browser(writer).get("/write/").status_code == 404

    def test_every_page_sends_strict_headers(keeper, learning, writer):
        page = draft(writer)
        for address in ("/write/", f"/write/pages/{folder(writer)}/", f"/write/pages/{page.pk}/edit/", "/write/account/"):
            answer = browser(keeper).get(address)
            assert answer.status_code == 200, address
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert "gravatar" not in answer.content.decode()

    def test_a_writer_drafts_and_cannot_publish(writer, tablet):
        page = draft(writer)
        assert "action-publish" not in browser(writer).get(f"/write/pages/{page.pk}/edit/").content.decode()
        let_out(writer, page)
        page.refresh_from_db()
        assert (page.live, read_on(tablet)) == (False, [])

    def test_what_another_approves_is_with_people_at_once(keeper, writer, tablet):
        page = draft(writer)
        let_out(keeper, page)
        assert read_on(tablet) == [TITLE]
        page.refresh_from_db()
        assert (page.live, page.after) == (True, 1)
        with scope(make.as_worker(keeper)):
            edition = Edition.objects.get()
            assert (edition.written_by_id, edition.published_by_id) == (writer.pk, keeper.pk)
        row = next(iter(tablet.feed("library.items").values()))
        said = tablet.call("GET", f"/sync/v1/files/{row['body']['h']}", token=True)
        assert b"".join(said.streaming_content) == (
            b'{"in":{"en":{"blocks":[{"k":"heading","words":"First"},{"k":"words","words":"Put a pound aside each week."}],'
            b'"easy":[{"k":"words","words":"Save \xc2\xa31."}]}}}'
        )

    def test_nobody_publishes_what_they_wrote(keeper, learning, tablet):
        page = draft(keeper)
        assert told(let_out(keeper, page)) == ["You wrote this. Somebody else must look at it and publish it."]
        page.refresh_from_db()
        assert (page.live, read_on(tablet)) == (False, [])

    def test_who_changes_it_while_approving_has_written_it(keeper, writer, tablet):
        page = draft(writer)
        answer = let_out(keeper, page, words="Put ten pounds aside each week.")
        assert told(answer) == ["You wrote this. Somebody else must look at it and publish it."]
        assert "Put ten pounds aside" in answer.content.decode(), "what was typed is kept"
        assert read_on(tablet) == []

    def test_the_next_edition_takes_the_place_of_the_last(keeper, writer, tablet):
        page = draft(writer)
        let_out(keeper, page)
        edit(writer, page, title="Saving more", began_from="1")
        page.refresh_from_db()
        assert read_on(tablet) == [TITLE], "a draft is nobody's to read"
        let_out(keeper, page, title="Saving more")
        assert read_on(tablet) == ["Saving more"]

    def test_a_page_opened_before_the_newest_edition_does_not_replace_it(keeper, writer, tablet):
        page = draft(writer)
        let_out(keeper, page)
        edit(writer, page, title="Saving more", began_from="1")
        answer = let_out(keeper, page, title="Saving more", began_from="0")
        assert "published a newer edition" in told(answer)[0]
        assert read_on(tablet) == [TITLE]

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"places": ()}, "Say whom it is for."),
            ({"places": (), "everybody": "on"}, "It cannot be published for people elsewhere."),
            ({"body_en": []}, "Write it in at least one language."),
            ({"ends_at": "2020-01-01T12:00"}, "The day on which it ends has passed."),
        ],
    )
    def test_a_refusal_is_said_in_the_editor(keeper, writer, tablet, said, words):
        said = {name: streamfield(value) if name == "body_en" else value for name, value in said.items()}
        page = draft(writer, **said)
        assert words in told(let_out(keeper, page, **said))[0]
        assert read_on(tablet) == []

    def test_what_is_taken_back_goes_from_the_tablet(keeper, writer, tablet):
        page = draft(writer)
        let_out(keeper, page)
        browser(keeper).post(f"/write/pages/{page.pk}/unpublish/")
        assert read_on(tablet) == []
        with scope(make.as_worker(keeper)):
            assert Item.objects.get().withdrawn_why == "It is being looked at again."
        page.refresh_from_db()
        assert not page.live

    def test_what_was_published_is_not_deleted_moved_or_copied(keeper, writer):
        page = draft(writer)
        let_out(keeper, page)
        for what in ("delete", "move", "copy"):
            browser(keeper).post(f"/write/pages/{page.pk}/{what}/")
        assert ItemPage.objects.get().live

    def test_a_shelf_itself_is_not_edited_here(keeper, learning):
        at = folder(keeper)
        for what in ("edit", "delete", "unpublish", "move"):
            browser(keeper).post(f"/write/pages/{at}/{what}/", {"title": "Mine"})
        assert ShelfPage.objects.get().title == "Learning"

    def test_nothing_is_published_by_the_dozen(keeper, writer, tablet):
        page = draft(writer)
        browser(keeper).post(f"/write/bulk/wagtailcore/page/publish/?id={page.pk}")
        page.refresh_from_db()
        assert (page.live, read_on(tablet)) == (False, [])

    def test_what_stood_on_the_shelf_before_can_be_written_on(keeper, learning, tablet):
        item = publish(keeper, learning, Rule(places=("ZLI",)))
        with scope(make.as_worker(keeper)):
            before = Edition.objects.get()
        folder(keeper)
        page = ItemPage.objects.get()
        assert (page.item, page.after, page.live, page.title_cy, page.places) == (item.pk, 1, True, TITLE, ["ZLI"])
        writer = Worker.objects.get(pk=before.written_by_id)
        edit(writer, page, title="Saving more", began_from="1")
        let_out(keeper, page, title="Saving more")
        assert read_on(tablet) == ["Saving more"]

    def test_what_stood_there_and_is_published_as_it_is_says_the_same(keeper, learning):
        publish(keeper, learning, Rule(places=("ZLI",)))
        folder(keeper)
        page = ItemPage.objects.get()
        with scope(make.as_worker(keeper)):
            body = Edition.objects.get().body
            assert hashlib.sha256(body_of(given_of(page).texts)).hexdigest() == body
            assert rules_of(page) == [Rule(places=("ZLI",))]

    def test_the_editor_says_how_it_reads_and_for_how_many_it_is(writer, tablet):
        page = draft(writer, words=f"Put a pound aside each week. {'Notwithstanding considerations ' * 12}apply.")
        seen = browser(writer).get(f"/write/pages/{page.pk}/edit/").content.decode()
        assert "What is hardest in it:" in seen
        assert "of those who live somewhere now: 1." in seen

    def test_editors_of_one_shelf_do_not_see_anothers(keeper, writer):
        page = draft(writer)
        other = make.worker(WorkerRole.TUTOR, at=make.prison("ZMI"))
        shelf(make.prison("ZMI"), other, "Kitchen")
        seen = browser(other).get("/write/pages/").content.decode()
        assert TITLE not in seen
        assert "Learning" not in seen
        theirs = browser(other)
        for address in (f"/write/pages/{page.pk}/edit/", f"/write/pages/{page.pk}/history/"):
            assert TITLE not in theirs.get(address, follow=True).content.decode()
        assert TITLE not in theirs.get(f"/write/pages/{page.get_parent().pk}/", follow=True).content.decode()
        theirs.post(f"/write/pages/{page.pk}/edit/", typed(title="Ours now"))
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == TITLE

    @pytest.mark.parametrize(
        "address",
        [
            "pages/search/?q=Saving",
            "choose-page/",
            "choose-page/?page_type=authoring.itempage",
            "choose-page/{shelf}/",
            "choose-page/search/?q=Saving",
            "api/main/pages/",
            "api/main/pages/?child_of={shelf}",
            "api/main/pages/{page}/",
            "api/main/images/",
            "api/main/documents/",
            "reports/site-history/",
            "reports/aging-pages/",
            "reports/locked/",
            "reports/page-types-usage/",
            "pages/{page}/usage/",
            "pages/{page}/history/",
            "pages/{page}/revisions/{revision}/revert/",
            "pages/{page}/revisions/compare/earliest...latest/",
            "pages/{page}/view_draft/",
            "pages/{shelf}/results/",
        ],
    )
    def test_no_way_round_leads_to_another_shelf(keeper, writer, address):
        page = draft(writer)
        let_out(keeper, page)
        other = make.worker(WorkerRole.TUTOR, at=make.prison("ZMI"))
        shelf(make.prison("ZMI"), other, "Kitchen")
        where = address.format(page=page.pk, shelf=page.get_parent().pk, revision=page.revisions.first().pk)
        seen = browser(other).get(f"/write/{where}", follow=True).content.decode()
        assert TITLE not in seen
        assert "Put a pound aside" not in seen

    def test_places_offered_are_those_of_the_shelf(keeper, writer):
        make.wing("A")
        make.wing("A", "ZMI")
        page = draft(writer)
        offered = browser(writer).get(f"/write/pages/{page.pk}/edit/").context["form"].fields["places"].choices
        assert [code for code, _name in offered] == ["ZLI", "ZLI-A"]

    def test_what_wagtail_keeps_has_a_keeping_time(db):
        ours = {"authoring", "wagtailcore", "wagtailadmin", "wagtailusers", "wagtailsearch", "taggit", "modelsearch"}
        tables = {
            table._meta.db_table
            for table in apps.get_models(include_auto_created=True)
            if table._meta.app_label in ours and not table._meta.proxy
        }
        # Where SQLite searches; PostgreSQL needs none.
        assert tables | {"modelsearch_indexentry_fts"} == set(KEEPS)

    def test_what_waits_stands_first_for_the_shelf_alone(keeper, writer):
        page = draft(writer)
        other = make.worker(WorkerRole.TUTOR, at=make.prison("ZMI"))
        shelf(make.prison("ZMI"), other, "Kitchen")
        assert "Written, and not with people yet" in browser(keeper).get("/write/").content.decode()
        assert TITLE not in browser(other).get("/write/").content.decode()
        let_out(keeper, page)
        assert "Written, and not with people yet" not in browser(keeper).get("/write/").content.decode()

    def test_a_database_that_was_emptied_is_written_in_again(keeper, writer, tablet):
        Page.objects.all().delete()
        Locale.objects.all().delete()
        let_out(keeper, draft(writer))
        assert read_on(tablet) == [TITLE]

    def test_wagtail_brings_no_pages_of_its_own(db):
        assert list(Page.objects.values_list("depth", flat=True)) == [1]
