"""Games for those outside. The page keeps itself on the phone; what was moved there comes in one call, each act with its own id."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_POST

from throughgate.basics.errors import Again, Refused
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.contacts import contact_page
from throughgate.modules.leisure import commands, feed
from throughgate.modules.leisure.feed import Table

DOES = {command.key: command for command in (commands.ask_for_game, commands.play_move, commands.offer_draw, commands.resign)}
MOST_ACTS = 50
ENCODER = msgspec.json.Encoder()


class Said(msgspec.Struct, frozen=True):
    """One act of the phone, as it was written there."""

    id: UUID
    do: Annotated[str, msgspec.Meta(max_length=40)]
    say: dict[str, Any]


class Batch(msgspec.Struct, frozen=True):
    acts: Annotated[list[Said], msgspec.Meta(max_length=MOST_ACTS)]


class Result(msgspec.Struct, frozen=True):
    """What became of one: the same answer however often it comes."""

    id: UUID
    r: Literal["accepted", "refused"]
    says: str = ""


class Answer(msgspec.Struct, frozen=True):
    """`me`: who is signed in, for a phone that two share. `token`: what the next call must bring."""

    me: UUID
    token: str
    tables: list[Table]
    results: list[Result] = []


@contact_page
def games(request: HttpRequest) -> HttpResponse:
    """The page, the same for everybody: who they are and what they play it asks for."""
    return render(request, "leisure/games.html")


@contact_page
def tables(request: HttpRequest) -> HttpResponse:
    """With whom they play, and how each game stands."""
    return _answer(request)


@require_POST
@contact_page
def say(request: HttpRequest) -> HttpResponse:
    """What was done on the phone since it last met a network, in order."""
    try:
        batch = msgspec.json.decode(request.body, type=Batch)
    except msgspec.MsgspecError:
        return HttpResponseBadRequest()
    return _answer(request, [_do(request, said) for said in batch.acts])


@contact_page
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page on the phone. It stands here, since a browser lets it keep only what lies beside it."""
    found = finders.find("leisure/worker.js")
    if found is None:
        raise Http404
    with open(found, "rb") as file:
        return HttpResponse(file.read(), content_type="text/javascript")


def _do(request: HttpRequest, said: Said) -> Result:
    command = DOES.get(said.do)
    try:
        given = msgspec.convert(said.say, command.shape) if command else None
    except msgspec.ValidationError:
        given = None
    if command is None or given is None:
        return Result(said.id, "refused", str(commands.MoveNotPossible.says))
    try:
        command(act_of(request, said.id), **{name: getattr(given, name) for name in given.__struct_fields__})
    except (Refused, Again) as no:
        return Result(said.id, "refused", no.words)
    return Result(said.id, "accepted")


def _answer(request: HttpRequest, results: list[Result] | None = None) -> HttpResponse:
    act = act_of(request)
    answer = Answer(act.contact, get_token(request), feed.tables(act), results or [])
    return HttpResponse(ENCODER.encode(answer), content_type="application/json")
