"""`throughgate map`: what is installed, as a tree."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from throughgate.kernel.registry.installed import modules
from throughgate.kernel.registry.module import Module


class Command(BaseCommand):
    help = "Print every enabled capability: what people can do in it, what travels, what runs by the clock."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for module in modules():
            self.stdout.write(f"{module.name}  {module.title}")
            for line in branches(module):
                self.stdout.write(f"  {line}")


def branches(module: Module) -> Iterator[str]:
    """One line for each thing a module offers."""
    for capability in module.capabilities:
        yield f"capability  {capability.name}{'  (essential)' if capability.essential else ''}"
    for command in module.commands:
        said = (command.body.__doc__ or "").split("\n")[0]
        yield f"command     {command.key}  by {', '.join(sorted(command.by))}: {said}"
    for feed in module.feeds:
        yield f"feed        {feed.name}  kept {feed.keep.days} days"
    for job in module.jobs:
        yield f"job         {job.name}  every {job.every}"
    for line in module.inbox:
        yield f"inbox       {line.kind}  {line.title}"
    for nav in module.nav:
        yield f"page        /{module.name}/  {nav.title}"
