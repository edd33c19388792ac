"""Discovery: the modules named in settings/modules.py, and nothing else. A folder never switches itself on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from throughgate.kernel.commands.command import Done
from throughgate.kernel.commands.perform import reactions
from throughgate.kernel.gateways.post import send_letters
from throughgate.kernel.gateways.texts import send_texts
from throughgate.kernel.policy import capabilities
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry import keeping
from throughgate.kernel.registry.module import Job, Line, Module
from throughgate.kernel.sync import audiences, feeds
from throughgate.kernel.tasks import desks

_modules: dict[str, Module] = {}


def load() -> None:
    """Read each enabled module's manifest and make known what it offers."""
    for name in settings.MODULES:
        module: Module = import_module(f"throughgate.modules.{name}.module").MODULE
        _modules[module.name] = module
        for capability in module.capabilities:
            capabilities.declare(capability)
        for feed in module.feeds:
            feeds.declare(feed)
        if module.audiences:
            audiences.declare(module.name, module.audiences)
        if module.desks:
            desks.declare(module.name, module.desks)
    if react not in reactions:
        reactions.append(react)


def modules() -> list[Module]:
    """Every enabled module, in the order of settings/modules.py."""
    return list(_modules.values())


def jobs() -> list[Job]:
    """Every job of every module; before them the sweep of all tables, mail and texts."""
    # It asks for the modules, which stand here.
    from throughgate.kernel.registry.taking_in import settle_waiting

    second = timedelta(seconds=1)
    post = [
        Job("kernel.post", second, send_letters),
        Job("kernel.texts", second, send_texts),
        Job("kernel.incoming", second, settle_waiting),
    ]
    return [Job("kernel.sweep", timedelta(days=1), sweep), *post, *(job for module in modules() for job in module.jobs)]


def sweep(now: datetime) -> int:
    """Take away what the kernel, the modules and the libraries keep no longer. Returns how many rows went."""
    ours = sum(keeping.sweep(keeps, now) for keeps in (keeping.KERNEL, *(module.keeps for module in modules())))
    return ours + keeping.sweep_libraries(now)


def inbox_line(kind: str) -> Line | None:
    """How a task of that kind looks in the inbox."""
    return next((line for module in modules() for line in module.inbox if line.kind == kind), None)


def title_of(name: str) -> str:
    """What staff read a command or a page as: `supervision.submit_checkin@1` is “Check-ins: submit check-in”."""
    area, _dot, verb = name.partition("@")[0].partition(".")
    titles = {"identity": _("Sign-in"), "sync": _("Devices"), "ops": _("On the server")}
    titles |= {module.name: str(module.title) for module in modules()}
    title, said = titles.get(area, area), pgettext("trail", as_said(verb))
    # “Ask to talk to someone: ask” says it twice.
    return title if title.lower().startswith(f"{said} ") else f"{title}: {said}"


def as_said(name: str) -> str:
    """What code calls `submit_checkin`, before it is translated: “submit check-in”."""
    return name.replace("_", " ").replace("checkin", "check-in").replace(" pin", " PIN")


def react(act: Act, done: Done) -> Iterator[models.Model]:
    """Let modules follow what was done, inside the same transaction. Gives the rows that are to be told anew."""
    for reaction in (reaction for module in modules() for reaction in module.reacts if reaction.after == done.command):
        yield from reaction.then(act, done)
