"""Sealed letters for those who read them. What is sealed is opened and written by the page's program; nothing plain comes here."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from csp.constants import WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_POST

from throughgate.basics.errors import Again, Refused
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.contacts import contact_page
from throughgate.modules.letters import commands, policy, queries
from throughgate.modules.letters.commands.writing import NotSealed
from throughgate.modules.letters.queries import LetterShown

DOES = {command.key: command for command in (commands.offer_key, commands.reply, commands.tell_opened)}
ENCODER = msgspec.json.Encoder()


class Said(msgspec.Struct, frozen=True):
    """One act of the page, under the id that it was given there: sent twice it is done once."""

    id: UUID
    do: Annotated[str, msgspec.Meta(max_length=40)]
    say: dict[str, Any]


class Result(msgspec.Struct, frozen=True):
    id: UUID
    r: Literal["accepted", "refused"]
    says: str = ""


class RecipientShown(msgspec.Struct, frozen=True):
    """`own`: what the person is called whose own recipient this is; empty where anybody writes."""

    id: UUID
    name: str
    own: str
    keys: dict[str, str]
    letters: tuple[LetterShown, ...]


class Stand(msgspec.Struct, frozen=True):
    """`me`: who is signed in, for a browser that two share. `token`: what the next call must bring."""

    me: UUID
    token: str
    recipients: list[RecipientShown]
    result: Result | None = None


@csp_update({"script-src": ["'self'", WASM_UNSAFE_EVAL]})
@contact_page
def letters(request: HttpRequest) -> HttpResponse:
    """The page, the same for everybody who reads. Sealing is WebAssembly: of this page alone the policy lets the browser compile it."""
    policy.forbid_strangers(act_of(request))
    return render(request, "letters/letters.html")


@contact_page
def stand(request: HttpRequest) -> HttpResponse:
    """For whom they read, and what came, sealed."""
    return _answer(request)


@require_POST
@contact_page
def say(request: HttpRequest) -> HttpResponse:
    """One act."""
    try:
        said = msgspec.json.decode(request.body, type=Said)
    except msgspec.MsgspecError:
        return HttpResponseBadRequest()
    return _answer(request, _do(request, said))


def _do(request: HttpRequest, said: Said) -> Result:
    command = DOES.get(said.do)
    try:
        given = msgspec.convert(said.say, command.shape) if command else None
    except msgspec.ValidationError:
        given = None
    if command is None or given is None:
        return Result(said.id, "refused", str(NotSealed.says))
    try:
        command(act_of(request, said.id), **{name: getattr(given, name) for name in given.__struct_fields__})
    except (Refused, Again) as no:
        return Result(said.id, "refused", no.words)
    return Result(said.id, "accepted")


def _answer(request: HttpRequest, result: Result | None = None) -> HttpResponse:
    act = act_of(request)
    shown = [
        RecipientShown(one.id, one.name, one.own, {key.public: key.standing for key in one.keys}, one.letters)
        for one in queries.read_for(act)
    ]
    return HttpResponse(ENCODER.encode(Stand(act.contact, get_token(request), shown, result)), content_type="application/json")
