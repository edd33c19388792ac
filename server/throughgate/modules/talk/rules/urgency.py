"""What somebody may want to talk about that is urgent, and what staff read of it. Source: docs/field.md, "Urgent"."""

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says

SIGNS: dict[str, Says] = {"feelings": _("How they feel"), "health": _("Worried about their health")}
