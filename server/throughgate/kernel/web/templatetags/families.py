"""What templates of the families' pages need: `{% load families %}`."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from throughgate.basics.text import Says
from throughgate.kernel.registry.installed import modules

register = template.Library()


@dataclass(frozen=True)
class Entry:
    title: Says
    url: str


@register.simple_tag
def family_entries(apart: bool = False) -> list[Entry]:
    """What the modules offer in the bar, or at the foot of every page."""
    offered = sorted((one for module in modules() for one in module.outside if one.apart == apart), key=lambda one: one.order)
    return [Entry(one.title, reverse(one.url_name)) for one in offered]
