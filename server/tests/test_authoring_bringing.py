"""Bringing many things in, through the listener's own addresses. Started by test_authoring.py, in its process."""

import io
import zipfile

import pytest
from django.conf import settings

if settings.FACE == "authoring":
    from wagtail.models import Page

    from tests import make
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.library.authoring.drafts import given_of
    from throughgate.modules.library.authoring.models import ItemPage, ShelfPage
    from throughgate.modules.library.jobs import making
    from throughgate.modules.library.models import Item, Media, NewsSource
    from throughgate.modules.library.rules.media import MediaKind
    from throughgate.modules.library.tests.make import bring, shelf
    from throughgate.modules.library.tests.test_bundles import sheet
    from throughgate.modules.library.tests.test_media_brought import drawn

    pytestmark = pytest.mark.django_db
    LINES = [
        ["Saving", "# First\n\nPut a pound aside.", "jar.png", "A jar.", "money", "Money matters", "1"],
        ["Spending", "Wait a day.", "jar.png", "A jar.", "money", "Money matters", "2"],
        ["", "No title.", "", "", "=cheese()", "", ""],
    ]

    @pytest.fixture
    def keeper():
        return make.worker(WorkerRole.TUTOR, at=make.prison())

    @pytest.fixture
    def learning(keeper):
        return shelf(make.prison(), keeper)

    def archive(*lines):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as files:
            files.writestr("list.csv", sheet(*lines))
            files.writestr("jar.png", drawn())
        return out.getvalue()

    def came(keeper, on, content):
        """As it stands once the worker has looked through it: its address."""
        media = bring(keeper, on, content, MediaKind.BUNDLE, "Money.zip")
        making.make_media(make.NOON)
        return f"/write/bring/{media}/"

    def test_good_lines_become_drafts_once_and_bad_ones_come_back(keeper, learning):
        browser = make.browser_of(keeper)
        assert browser.get("/write/bring/").headers["Location"] == f"/write/bring/to/{learning.pk}/"
        at = came(keeper, learning, archive(*LINES))
        assert b"Money.zip" in browser.get(f"/write/bring/to/{learning.pk}/").content
        page = browser.get(at).content.decode()
        assert "2 lines are good." in page
        assert "Title: This is empty, and must not be. Topics: “=cheese()” is not known here." in page
        assert not ItemPage.objects.exists()
        wrong = browser.get(f"{at}?as=csv").content.decode()
        assert ("No title." in wrong, "'=cheese()" in wrong, "Saving" in wrong) == (True, True, False)
        said = browser.post(at, follow=True).context["messages"]
        assert [str(one) for one in said] == ["3 drafts were made. Nobody sees them before somebody publishes them."]
        for again in (at, came(keeper, learning, archive(*LINES))):
            browser.post(again)
        titles = ItemPage.objects.order_by("path").values_list("title", "kind", "place_in_series", "live")
        assert list(titles) == [("Saving", "page", 1, False), ("Spending", "page", 2, False), ("Money matters", "series", 0, False)]
        with scope(make.as_worker(keeper)):
            assert not Item.objects.exists()
            assert Media.objects.filter(kind="picture").count() == 1

    def test_a_draft_that_was_brought_in_is_a_page_like_any_other(keeper, learning):
        browser = make.browser_of(keeper)
        browser.post(came(keeper, learning, archive(*LINES)))
        making.make_media(make.NOON)
        page, series = ItemPage.objects.get(title="Saving"), ItemPage.objects.get(title="Money matters")
        assert Page.find_problems() == ([], [], [], [], [])
        assert (page.latest_revision.user.worker, page.series) == (keeper, series.item)
        with scope(make.as_worker(keeper)):
            blocks = given_of(page).texts["en"].blocks
        assert [type(block).__name__ for block in blocks] == ["Heading", "Paragraph", "Picture"]
        edit = browser.get(f"/write/pages/{page.pk}/edit/")
        assert "Money matters" in edit.content.decode()
        assert "Saving" in browser.get(f"/write/pages/{ShelfPage.objects.get().pk}/").content.decode()
        assert "Saving" in browser.get("/write/pages/search/?q=Saving").content.decode()

    def test_others_neither_see_nor_bring_it(keeper, learning):
        other = make.worker(WorkerRole.TUTOR, at=make.prison())
        shelf(make.prison(), other, "Kitchen")
        at = came(keeper, learning, archive(*LINES))
        for answer in (make.browser_of(other).get(at), make.browser_of(other).post(at)):
            assert answer.status_code == 404
        assert make.browser_of(other).get(f"/write/bring/to/{learning.pk}/").status_code == 404

    def test_what_is_no_good_as_a_whole_says_so_and_makes_nothing(keeper, learning):
        at = came(keeper, learning, b"PK\x03\x04 cut off")
        assert b"This archive cannot be opened" in make.browser_of(keeper).get(at).content
        make.browser_of(keeper).post(at)
        assert not ItemPage.objects.exists()

    def test_news_is_taken_from_allowed_places_and_left_again(keeper, learning, settings):
        settings.NEWS_FROM = frozenset({"https://news.example"})
        browser, at = make.browser_of(keeper), f"/write/bring/to/{learning.pk}/"
        for address, said in (("https://spy.example/f", "from these places alone: https://news.example"), ("", "whole address")):
            page = browser.post(f"{at}news/", {"name": "News", "address": address}, follow=True)
            assert said in page.content.decode()
        page = browser.post(f"{at}news/", {"name": "Prison news", "address": "https://news.example/f"}, follow=True).content.decode()
        assert "No more news of Prison news" in page
        with scope(make.as_worker(keeper)):
            source = NewsSource.objects.get()
        stranger = make.browser_of(make.worker(WorkerRole.TUTOR, at=make.place("ZWE")))
        assert stranger.post(f"/write/bring/news/{source.pk}/leave/").status_code in (403, 404)
        assert "Prison news" not in browser.post(f"/write/bring/news/{source.pk}/leave/", follow=True).content.decode()
