"""The markers of the national system that a policy of ours reads, in words. Source: docs/field.md, "Markers"."""

from django.utils.translation import gettext_lazy as _

MARKERS = {"XIT": _("No access to IT")}
