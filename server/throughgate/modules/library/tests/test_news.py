"""News from elsewhere: only from allowed places, as words and pictures, each story once, and never anything that people see by itself."""

import io
import zipfile
from datetime import timedelta
from xml.sax.saxutils import escape

import pytest

from tests import make
from tests.elsewhere import Elsewhere
from tests.make import NOON, as_worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import elsewhere, file_store
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library.commands import news
from throughgate.modules.library.jobs import fetch_news, making
from throughgate.modules.library.media.bundles.kept import drafts_in
from throughgate.modules.library.models import Media, NewsSource
from throughgate.modules.library.rules.kinds import Kind
from throughgate.modules.library.rules.media import UPLOAD, MediaKind, Role
from throughgate.modules.library.rules.news import NoFeed, stories_in, text_of
from throughgate.modules.library.tests.make import shelf
from throughgate.modules.library.tests.test_media_brought import drawn


@pytest.fixture
def site(settings):
    with Elsewhere() as made:
        settings.NEWS_FROM = frozenset({made.url})
        yield made


@pytest.fixture
def keeper():
    return make.worker(at=make.prison())


@pytest.fixture
def learning(keeper):
    return shelf(make.prison(), keeper)


def rss(*stories):
    items = "".join(
        f"<item><guid>{key}</guid><title>{title}</title><description>{escape(html)}</description>{more}</item>"
        for key, title, html, more in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def take(keeper, learning, site, path="/feed.xml"):
    act = as_worker(keeper)
    news.take_news_from(act, shelf=learning.pk, address=site.url + path, name="Prison news")
    return act.id


def brought(keeper):
    with scope(as_worker(keeper)):
        return list(Media.objects.filter(kind=MediaKind.BUNDLE).order_by("came_at"))


def drafts(keeper, bundle):
    with scope(as_worker(keeper)):
        return list(drafts_in(bundle.renditions.get(role=Role.DRAFTS).sha256))


def missed(keeper, source):
    with scope(as_worker(keeper)):
        return NewsSource.objects.get(pk=source).missed


def test_what_is_new_waits_as_drafts_to_be_with_its_words_and_picture(site, keeper, learning):
    html = "<p>The gym is <b>open</b> again.</p><script>bad()</script><ul><li>Mondays</li><li>Fridays</li></ul>"
    html += '<img src="{}/gym.png" alt="A gym">'
    site.pages = {
        "/feed.xml": (200, "application/rss+xml", rss(("1", "Gym", html.format(site.url), ""), ("2", "Choir", "<p>Sing.</p>", ""))),
        "/gym.png": (200, "text/html", drawn()),
    }
    take(keeper, learning, site)
    assert fetch_news(NOON) == 1
    making.make_media(NOON)
    gym, choir = drafts(keeper, brought(keeper)[0])
    assert (gym.kind, gym.texts["en"].title, gym.texts["en"].says) == (Kind.NEWS, "Gym", "A gym")
    assert gym.texts["en"].words == "The gym is open again.\n\n- Mondays\n- Fridays"
    assert (gym.picture is not None, choir.picture, choir.texts["en"].words) == (True, None, "Sing.")
    assert fetch_news(NOON + timedelta(hours=1)) == 0
    site.pages["/feed.xml"] = (200, "text/xml", rss(("3", "Library", "Open late.", ""), ("1", "Gym", "Changed", "")))
    assert fetch_news(NOON + timedelta(hours=2)) == 1
    making.make_media(NOON)
    assert [one.texts["en"].title for one in drafts(keeper, brought(keeper)[1])] == ["Library"]


def test_a_place_that_is_not_allowed_is_asked_nothing(site, keeper, learning, settings):
    with Elsewhere() as other:
        site.pages = {
            "/feed.xml": (200, "text/xml", rss(("1", "Gym", f'<img src="{other.url}/spy.png">', ""))),
            "/away.xml": (302, f"{other.url}/feed.xml", b""),
            "/round.xml": (302, "/round.xml", b""),
        }
        with pytest.raises(news.PlaceNotAllowed) as no:
            news.take_news_from(as_worker(keeper), shelf=learning.pk, address=f"{other.url}/feed.xml", name="Others")
        assert site.url in no.value.words
        away, circle = take(keeper, learning, site, "/away.xml"), take(keeper, learning, site, "/round.xml")
        take(keeper, learning, site)
        assert fetch_news(NOON) == 1
        making.make_media(NOON)
        assert drafts(keeper, brought(keeper)[0])[0].picture is None
        assert (missed(keeper, away), missed(keeper, circle), other.asked) == ("NotAllowed", "NoAnswer", [])
        for sly in (f"{site.url}.example.org/", f"http://a@{site.url[7:]}/", "file:///etc/passwd", "http://[", ""):
            assert not elsewhere.is_allowed(sly)
    settings.NEWS_FROM = frozenset()
    with pytest.raises(news.NoPlacesAllowed):
        take(keeper, learning, site)


BOMB = b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'


EMPTY = b"<rss version='2.0'><channel></channel></rss>"


@pytest.mark.parametrize("content", [b"", b"<html>hello</html>", b"\x00\xff" * 50, BOMB, EMPTY], ids=["", "page", "noise", "bomb", "empty"])
def test_what_is_no_feed_is_missed_with_words(site, keeper, learning, content):
    site.pages = {"/feed.xml": (200, "text/xml", content)}
    source = take(keeper, learning, site)
    assert fetch_news(NOON) == 0
    assert missed(keeper, source) == "NoFeed"
    assert brought(keeper) == []


def test_what_is_too_large_is_not_read_to_its_end(site, keeper, learning, monkeypatch):
    monkeypatch.setattr("throughgate.modules.library.jobs.news.MOST_FEED", 100)
    site.pages = {"/feed.xml": (200, "text/xml", rss(("1", "Gym", "x" * 1_000, "")))}
    source = take(keeper, learning, site)
    assert fetch_news(NOON) == 0
    assert missed(keeper, source) == "NoAnswer"


def test_a_source_is_taken_once_and_left_when_somebody_says_so(site, keeper, learning):
    site.pages = {"/feed.xml": (200, "text/xml", rss(("1", "Gym", "Open.", "")))}
    source = take(keeper, learning, site)
    with pytest.raises(news.TakenAlready):
        take(keeper, learning, site)
    with pytest.raises(NotFound):
        news.leave_news(as_worker(make.worker(at=make.place("ZWE"))), source=source)
    news.leave_news(as_worker(keeper), source=source)
    assert fetch_news(NOON) == 0
    assert site.asked == []


def test_the_same_hour_twice_is_one_archive(site, keeper, learning):
    site.pages = {"/feed.xml": (200, "text/xml", rss(("1", "Gym", "Open.", "")))}
    source = take(keeper, learning, site)
    fetch_news(NOON)
    with scope(as_worker(keeper)):
        NewsSource.objects.filter(pk=source).update(seen=[])
    fetch_news(NOON)
    (one,) = brought(keeper)
    assert zipfile.ZipFile(io.BytesIO(file_store.arriving_path(one.pk, UPLOAD).read_bytes())).namelist() == ["list.csv"]


def test_atom_is_news_too_and_pictures_may_stand_beside_the_words():
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>x</id><title>Gym &amp; more</title>'
        b'<content type="html">&lt;h2&gt;New&lt;/h2&gt;&lt;p&gt;Two<br/>lines&lt;/p&gt;</content>'
        b'<link rel="enclosure" type="image/png" href="https://a.example/x.png"/></entry></feed>'
    )
    (story,) = stories_in(atom, "https://a.example/feed")
    assert (story.title, story.picture, story.words.startswith("# New")) == ("Gym & more", "https://a.example/x.png", True)
    with pytest.raises(NoFeed):
        stories_in(b"nothing", "https://a.example/feed")


def test_words_of_a_page_are_its_words_and_nothing_that_runs():
    html = "<div>One<style>x{}</style> <a href='javascript:1'>two</a><br>three</div><p>four</p><iframe src='x'>five</iframe>"
    assert text_of(html) == "One two\nthree\n\nfour"
