"""What templates of the families' pages need: `{% load families %}`."""

from collections.abc import Callable
from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.urls import reverse

from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.web.acts import act_of

register = template.Library()


@dataclass(frozen=True)
class Entry:
    title: Says
    url: str


@register.simple_tag(takes_context=True)
def family_entries(context: Context, apart: bool = False) -> list[Entry]:
    """What the modules offer whoever asks, in the bar, or at the foot of every page."""
    offered = sorted((one for module in modules() for one in module.outside if one.apart == apart), key=lambda one: one.order)
    return [Entry(one.title, reverse(one.url_name)) for one in offered if one.shown is None or _is_shown(one.shown, context)]


def _is_shown(shown: Callable[[Act], bool], context: Context) -> bool:
    act = act_of(context["request"])
    with scope(act):
        return shown(act)
