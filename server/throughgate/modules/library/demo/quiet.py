"""A short series with a film, something to hear and a picture, made on this machine; where it cannot make them, there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from throughgate.kernel.people.models import Worker
from throughgate.kernel.registry.demo import Showing
from throughgate.modules.library.commands.captions import keep_captions
from throughgate.modules.library.commands.publishing import Given
from throughgate.modules.library.demo import quiet_words as words
from throughgate.modules.library.demo.bring import bring
from throughgate.modules.library.demo.drawn import breathing_film, can_be_made, landscape, speech
from throughgate.modules.library.media.pieces import Made
from throughgate.modules.library.models import Item, Media, Shelf
from throughgate.modules.library.queries import film_of, picture_of, sound_of, thumbnail_of
from throughgate.modules.library.rules.body import Block, Heading, Paragraph, Picture, Points, Text
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.media import MediaKind

FEELINGS = [Topic.FEELINGS, Topic.HEALTH]
CIRCLE = "A circle grows while you breathe in, waits, and grows small while you breathe out."
CIRCLE_CY = "Mae cylch yn tyfu wrth i chi anadlu i mewn, yn aros, ac yn mynd yn fach wrth i chi anadlu allan."


@dataclass(frozen=True)
class Brought:
    """Everything that was made, as it stands on the shelf."""

    film: Media
    talk: Media
    talk_cy: Media
    hills: Media


Publish = Callable[[Given, float], Item]


def show_series(showing: Showing, shelf: Shelf, writer: Worker, publish: Publish) -> list[Item]:
    """The series first, then its three parts: `publish(edition, days_ago)`."""
    if not can_be_made():
        return []
    brought = _bring(showing, shelf, writer)
    series = publish(Given(Kind.SERIES, _series(brought), FEELINGS, picture=thumbnail_of(brought.hills)), 3)
    parts = [(Kind.FILM, _film(brought), brought.film), (Kind.SOUND, _sound(brought), None), (Kind.PAGE, _page(brought), brought.hills)]
    return [series, *(_part(publish, series.pk, n, *part) for n, part in enumerate(parts, 1))]


def _part(publish: Publish, series: UUID, n: int, kind: Kind, texts: dict[str, Text], cover: Media | None) -> Item:
    picture = thumbnail_of(cover) if cover else None
    return publish(Given(kind, texts, FEELINGS, series=series, place_in_series=n, picture=picture), 3 - n / 10)


def _bring(showing: Showing, shelf: Shelf, writer: Worker) -> Brought:
    def made_by(kind: MediaKind, name: str, make: Callable[[Path], Made]) -> Media:
        return bring(showing, shelf, writer, kind, name, make)

    film = made_by(MediaKind.FILM, "circle.mp4", lambda folder: breathing_film(words.BREATHE, folder))
    for language, said in (("en", words.BREATHE_EN), ("cy", words.BREATHE_CY)):
        keep_captions(film, language, said, showing.now, looked_by=writer.pk)
    return Brought(
        film,
        made_by(MediaKind.SOUND, "gate.wav", lambda folder: speech("en-gb", words.GATE, folder)),
        made_by(MediaKind.SOUND, "giat.wav", lambda folder: speech("cy", words.GATE_CY, folder)),
        made_by(MediaKind.PICTURE, "hills.png", landscape),
    )


def _series(brought: Brought) -> dict[str, Text]:
    return {
        "en": Text(
            "A quiet mind",
            "A film, something to hear and a picture, for when it is loud inside.",
            [_hills(brought.hills), Paragraph("Three short parts. Take them in any order, and as often as you like.")],
            [Paragraph("Three short things to help you be calm.")],
        ),
        "cy": Text(
            "Meddwl tawel",
            "Ffilm, rhywbeth i wrando arno a llun, ar gyfer pan fydd hi'n swnllyd y tu mewn.",
            [_hills_cy(brought.hills), Paragraph("Tair rhan fer. Cymerwch nhw mewn unrhyw drefn, mor aml ag y mynnwch.")],
            [Paragraph("Tri pheth byr i'ch helpu i fod yn dawel.")],
        ),
    }


def _film(brought: Brought) -> dict[str, Text]:
    film = film_of(brought.film, "Breathe with the circle", CIRCLE)
    film_cy = film_of(brought.film, "Anadlwch gyda'r cylch", CIRCLE_CY)
    after: list[Block] = [
        Heading("Again, and slower"),
        Points(["Put your feet on the floor.", "Let your shoulders drop.", "Play it five times."]),
    ]
    after_cy: list[Block] = [Heading("Eto, ac yn arafach"), Points(["Rhowch eich traed ar y llawr.", "Gadewch i'ch ysgwyddau ddisgyn."])]
    return {
        "en": Text(
            "Breathe with the circle", "Ten seconds that help at once.", [film, *after], [film, Paragraph("Breathe with the circle.")]
        ),
        "cy": Text("Anadlwch gyda'r cylch", "Deg eiliad sy'n helpu ar unwaith.", [film_cy, *after_cy], [film_cy]),
    }


def _sound(brought: Brought) -> dict[str, Text]:
    talk = sound_of(brought.talk, "The morning I walked out", words.GATE)
    talk_cy = sound_of(brought.talk_cy, "Y bore y cerddais allan", words.GATE_CY)
    easy: list[Block] = [talk, Points(["Breathe.", "Write on the envelope what your money is for.", "Find a warm place to wait."])]
    return {
        "en": Text("The morning I walked out", "Somebody tells how the first day went. Two minutes.", [talk], easy),
        "cy": Text("Y bore y cerddais allan", "Mae rhywun yn dweud sut aeth y diwrnod cyntaf.", [talk_cy]),
    }


def _page(brought: Brought) -> dict[str, Text]:
    look = Paragraph("Look at it for a minute. Choose one hill, and walk up it in your mind: what is under your feet, what do you hear?")
    look_cy = Paragraph("Edrychwch arno am funud. Dewiswch un bryn, a cherddwch i fyny yn eich meddwl.")
    return {
        "en": Text(
            "A place to go in your mind",
            "One picture, and what to do with it.",
            [_hills(brought.hills), look],
            [_hills(brought.hills), look],
        ),
        "cy": Text("Lle i fynd iddo yn eich meddwl", "Un llun, a beth i'w wneud ag ef.", [_hills_cy(brought.hills), look_cy]),
    }


def _hills(hills: Media) -> Picture:
    return picture_of(hills, words.HILLS)


def _hills_cy(hills: Media) -> Picture:
    return picture_of(hills, words.HILLS_CY)
