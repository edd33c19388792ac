"""When one worker's yes is not enough. Source: docs/field.md, "Public-protection alerts"."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.kernel.people.contacts import FORBIDS

# Markers of a person that send a request for a contact to a second worker.
PROTECTING = frozenset(
    "C1 C2 C3 C4 CPC CPRC OHCO ONCR OVI RCC RCS RDV RKC RKS RSP SO SOR XCH XCSEA XACS".split()  # noqa: SIM905
)

SAFEGUARDS: Mapping[str, Says] = {
    "child": _("A child"),
    "marker": _("A public-protection marker stands on the person"),
    "bar": _("A restriction stands on the contact"),
}


def safeguards(markers: Collection[str], child: bool, bars: Collection[str]) -> tuple[str, ...]:
    """Why another worker has to agree; nothing where nobody has to."""
    found = {"child": child, "marker": not PROTECTING.isdisjoint(markers), "bar": bool(set(bars) - FORBIDS)}
    return tuple(word for word, so in found.items() if so)


def forbidden(bars: Collection[str]) -> bool:
    """Whether what stands against the contact leaves nothing to decide."""
    return not FORBIDS.isdisjoint(bars)
