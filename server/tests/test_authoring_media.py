"""Media in what is written for the library, through the listener's own addresses. Started by test_authoring.py, in its process."""

import io

import pytest
from django.conf import settings

if settings.FACE == "authoring":
    from PIL import Image
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    from tests import make
    from tests.device import tablet_of
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.library.authoring.blocks import as_data, as_stream, can_be_written
    from throughgate.modules.library.authoring.drafts import given_of
    from throughgate.modules.library.authoring.models import ItemPage, ShelfPage
    from throughgate.modules.library.jobs import making
    from throughgate.modules.library.models import Media
    from throughgate.modules.library.tests.make import shelf, writer_for

    pytestmark = pytest.mark.django_db
    SAYS = "Two hills."

    @pytest.fixture
    def keeper():
        return make.worker(WorkerRole.TUTOR, at=make.prison())

    @pytest.fixture
    def learning(keeper):
        return shelf(make.prison(), keeper)

    @pytest.fixture
    def writer(learning):
        return writer_for(learning)

    def drawn():
        out = io.BytesIO()
        Image.new("RGB", (300, 200), "teal").save(out, "PNG")
        return out.getvalue()

    def bring(who, on, content, kind="picture", name="Hills.png"):
        """As the script does: in two pieces, the second of them first."""
        browser = make.browser_of(who)
        told = {"shelf": on.pk, "kind": kind, "name": name, "size": len(content), "stamp": 1}
        begun = browser.post("/write/media/begin/", told).json()
        at = f"/write/media/{begun['id']}/"
        half = len(content) // 2
        early = browser.generic("PATCH", f"{at}piece/?at={half}", content[half:])
        assert (early.status_code, early.json()) == (409, {"here": 0})
        assert browser.generic("PATCH", f"{at}piece/?at=0", content[:half]).json() == {"here": half}
        assert browser.post("/write/media/begin/", told).json()["here"] == half
        assert browser.post(f"{at}came/").status_code == 422
        assert browser.generic("PATCH", f"{at}piece/?at={half}", content[half:]).json() == {"here": len(content)}
        assert browser.post(f"{at}came/").json()["state"] == "waiting"
        return begun["id"]

    def draft(who, media, **more):
        picture = ("picture", {"media": media, "says": SAYS})
        said = {
            "title": "Hills",
            "summary_en": "",
            "body_en": streamfield([("words", "Look."), picture]),
            "easy_en": streamfield([picture]),
            "title_cy": "",
            "summary_cy": "",
            "body_cy": streamfield([("picture", {"media": media, "says": "Dau fryn."})]),
            "easy_cy": streamfield([]),
            "kind": "page",
            "topics": ("money",),
            "places": ("ZLI",),
            "picture": media,
            "began_from": "0",
        }
        make.browser_of(who).get("/write/")
        answer = make.browser_of(who).post(
            f"/write/pages/add/authoring/itempage/{ShelfPage.objects.get().pk}/", nested_form_data(said | more)
        )
        assert answer.status_code == 302, answer.context["form"].errors
        return ItemPage.objects.order_by("-pk").first(), nested_form_data(said | more | {"action-publish": "1"})

    def let_out(who, page, said):
        answer = make.browser_of(who).post(f"/write/pages/{page.pk}/edit/", said, follow=True)
        return [str(message) for message in answer.context["messages"]]

    def test_a_picture_is_brought_in_pieces_made_ready_and_published_in_both_languages(keeper, learning, writer):
        tablet = tablet_of(make.person(lives=make.wing("A")))
        media = bring(writer, learning, drawn())
        page, said = draft(writer, media)
        assert let_out(keeper, page, said)[:1] == ["“Hills.png” is being made ready. Publish when that is done."]
        making.make_media(make.NOON)
        let_out(keeper, page, said)
        tablet.pull()
        row = next(iter(tablet.feed("library.items").values()))
        assert row["picture"]["n"] <= 2_000
        assert [file["t"] for file in row["files"]] == ["image/webp"]
        assert tablet.call("GET", f"/sync/v1/files/{row['files'][0]['h']}", token=True).status_code == 200
        page.refresh_from_db()
        with scope(make.as_worker(keeper)):
            given = given_of(page)
        said = [{"k": "picture", "file": {**row["files"][0]}, "says": SAYS}]
        with scope(make.as_worker(keeper)):
            assert can_be_written(said)
            field = ItemPage._meta.get_field("body_en").stream_block
            assert as_data(field.to_python(as_stream(said))) == said
        assert set(given.texts) == {"en", "cy"}

    def test_what_can_never_be_used_is_said_where_it_is_brought(keeper, learning):
        told = {"shelf": learning.pk, "kind": "film", "name": "Long.mp4", "size": 3 * 2**30, "stamp": 1}
        answer = make.browser_of(keeper).post("/write/media/begin/", told)
        assert (answer.status_code, answer.json()["no"][:22]) == (422, "This file is too large")
        assert not Media._base_manager.exists()

    def test_what_was_refused_stops_the_item_and_says_why(keeper, learning, writer):
        media = bring(writer, learning, b"PK\x03\x04" + b"x" * 50)
        making.make_media(make.NOON)
        page, said = draft(writer, media, picture="")
        assert let_out(keeper, page, said)[0].startswith("“Hills.png” cannot be used: This is an archive")

    def test_media_of_another_shelf_are_neither_seen_nor_named(keeper, learning, writer):
        other = make.worker(WorkerRole.TUTOR, at=make.prison())
        theirs = shelf(make.prison(), other, "Kitchen")
        media = bring(other, theirs, drawn())
        making.make_media(make.NOON)
        for address in ("", "state/", "captions/en/file/"):
            assert make.browser_of(writer).get(f"/write/media/{media}/{address}").status_code == 404
        ShelfPage.objects.all().delete()
        page, said = draft(writer, media)
        assert let_out(keeper, page, said)[0].startswith("Something is named in it that is not on this shelf")

    def test_its_pages_show_what_it_is_and_take_captions(keeper, learning, writer):
        media = bring(writer, learning, drawn())
        making.make_media(make.NOON)
        browser = make.browser_of(writer)
        assert "Hills.png" in browser.get("/write/media/").content.decode()
        page = browser.get(f"/write/media/{media}/")
        assert (page.status_code, "unsafe" in page.headers["Content-Security-Policy"]) == (200, False)
        file = page.context["one"].shown[0]
        assert b"".join(browser.get(f"/write/media/{media}/file/{file.h}/").streaming_content)[:4] == b"RIFF"
        with scope(make.as_worker(writer)):
            Media.objects.update(kind="film")
        told = browser.post(f"/write/media/{media}/captions/en/", {"do": "write", "words": "hello"}, follow=True)
        assert next(str(message) for message in told.context["messages"]).startswith("These are no captions")
        browser.post(f"/write/media/{media}/captions/en/", {"do": "write", "words": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello"})
        assert b"Looked at by" in browser.get(f"/write/media/{media}/").content
