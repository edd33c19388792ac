"""What a contact can be to a person, in the national system's codes. Source: docs/field.md, "Relationships"."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says

SOCIAL: Mapping[str, Says] = {
    "MOT": _("Mother"),
    "FA": _("Father"),
    "WIFE": _("Wife"),
    "HUS": _("Husband"),
    "PART": _("Partner"),
    "DAU": _("Daughter"),
    "SON": _("Son"),
    "SIS": _("Sister"),
    "BRO": _("Brother"),
    "GMOT": _("Grandmother"),
    "GFA": _("Grandfather"),
    "GDAU": _("Granddaughter"),
    "GSON": _("Grandson"),
    "AUNT": _("Aunt"),
    "UN": _("Uncle"),
    "FRI": _("Friend"),
    "OTHER": _("Somebody else"),
}
OFFICIAL: Mapping[str, Says] = {
    "SOL": _("Solicitor"),
    "PROB": _("Probation officer"),
    "SWO": _("Social worker"),
    "PRE": _("Priest"),
    "IMAM": _("Imam"),
    "RABBI": _("Rabbi"),
    "DR": _("Doctor"),
    "OFS": _("Other official"),
}
# What passes between them is privileged: nobody limits it, and nobody reads it.
LEGAL = frozenset({"SOL"})
KINDS: Mapping[str, Says] = {**SOCIAL, **OFFICIAL}


def is_official(kind: str) -> bool:
    return kind in OFFICIAL


def title_of(kind: str) -> Says:
    """“Mother”; the code itself where an import brought one that we have no word for."""
    return KINDS.get(kind, kind)
