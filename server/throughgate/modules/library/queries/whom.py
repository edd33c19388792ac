"""Whom an item is for, in words; and whether somebody is among them, and why."""

from dataclasses import dataclass
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from throughgate.basics.errors import NotFound
from throughgate.kernel.places.models import Category, Group, Place, RegimeLevel, Setting
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.ahead import facts_for
from throughgate.kernel.policy.capabilities import capability
from throughgate.kernel.policy.decide import decide_for
from throughgate.kernel.policy.relations import person_in_care
from throughgate.modules.library import policy
from throughgate.modules.library.models import Audience
from throughgate.modules.library.policy import readers
from throughgate.modules.library.rules.audience import LINES, Ages, Reader, Rule, against
from throughgate.modules.library.rules.needs import READ

# The lines of a rule that hold codes, with their words; and what a reader calls each.
_CODES: dict[str, type[Category | Setting | RegimeLevel]] = {"categories": Category, "settings": Setting, "regimes": RegimeLevel}
_OF = {"categories": "category", "settings": "setting", "regimes": "regime"}


@dataclass(frozen=True)
class Line:
    """One line of a rule: whom it asks for, what the person is, and whether that fits."""

    asks: str
    they: str
    fits: bool


@dataclass(frozen=True)
class Sees:
    """Whether a person sees an item, and why. `says` is what they read where they may not use the library; one of the `rules` is enough."""

    name: str
    may_read: bool
    says: str
    rules: list[list[Line]]

    @property
    def ok(self) -> bool:
        return self.may_read and any(all(line.fits for line in lines) for lines in self.rules)


def says_for(audience: Audience) -> str:
    """Whom it is for, in one sentence."""
    return "; ".join(asked for _line, asked in _asks(audience)) or _("everybody")


def sees(act: Act, item_id: UUID, person_id: UUID) -> Sees:
    """Whether somebody in this worker's care sees an item of their shelves, and why. Raises: NotFound."""
    item = policy.items_kept_by(act).filter(pk=item_id, withdrawn_at=None).first()
    if item is None:
        raise NotFound
    facts = facts_for(act, person_id)
    audiences = list(Audience.objects.filter(placements__item=item, placements__to_at=None))
    rules = [readers.rule_of(audience.rule) for audience in audiences]
    reader = readers.readers_of([facts], rules)[person_id, facts.at]
    may = decide_for(facts, capability(READ))
    lines = [_lines(audience, rule, reader) for audience, rule in zip(audiences, rules, strict=True)]
    return Sees(person_in_care(act, person_id).name, may.ok, may.says, lines)


def language_name(code: str) -> str:
    """In the reader's own language; the code itself where nobody has a name for it."""
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


def _lines(audience: Audience, rule: Rule, reader: Reader) -> list[Line]:
    wrong = against(rule, reader)
    return [Line(asked, _is(line, reader), line not in wrong) for line, asked in _asks(audience)]


def _asks(audience: Audience) -> list[tuple[str, str]]:
    """Each line of its rule, with whom it asks for in words."""
    rule, names = readers.rule_of(audience.rule), audience.names
    named = {line: ", ".join(str(names.get(str(key), key)) for key in getattr(rule, line)) for line in ("places", "groups")}
    coded = {line: ", ".join(str(words(code).label) for code in getattr(rule, line)) for line, words in _CODES.items()}
    said = {**named, **coded, "languages": ", ".join(language_name(code) for code in rule.languages), "ages": _ages(rule.ages)}
    return [(line, said[line]) for line in (*LINES, "ages") if said[line]]


def _ages(ages: Ages) -> str:
    return _("aged %(least)s to %(most)s") % {"least": ages.least, "most": ages.most} if ages != Ages() else ""


def _is(line: str, reader: Reader) -> str:
    """What the person is, where that line asks."""
    said = {
        "places": ", ".join(Place.objects.filter(code__in=reader.places).order_by("path").values_list("name", flat=True)),
        "groups": ", ".join(Group.objects.filter(pk__in=reader.groups).order_by("name").values_list("name", flat=True)),
        "languages": language_name(reader.language),
        "ages": "" if reader.age is None else str(reader.age),
        **{coded: str(words(code).label) if (code := getattr(reader, _OF[coded])) else "" for coded, words in _CODES.items()},
    }
    return said[line] or (_("none") if line == "groups" else _("not known"))
