"""Whom an item is for: a rule, the facts of a person, and one answer to "is it", "why" and "which stream". Plain functions."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

import msgspec

AUDIENCES = UUID("6f1d7a52-6b0e-5b0c-9d53-0f6a1c1e7b11")


class Ages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From and to which age in whole years, both included; 0 and 150 where it does not matter."""

    least: int = 0
    most: int = 150


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Each line that says anything must fit; a line fits if one of its values does. With no line at all it is for everybody.

    `places`: codes of prisons, wings or regions; whoever lives there or under it. `categories`: of the prison where they live.
    `groups`: ids of groups that they are of. The others as the record has them.
    """

    places: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    groups: tuple[UUID, ...] = ()
    ages: Ages = Ages()


@dataclass(frozen=True)
class Reader:
    """What a rule may ask of a person at a moment. `places`: the codes of where they live, from the top down."""

    places: tuple[str, ...]
    setting: str
    regime: str
    language: str
    age: int | None
    category: str = ""
    groups: frozenset[UUID] = frozenset()


def canonical(rule: Rule) -> Rule:
    """The one spelling of a rule: values in order, none twice."""
    lines = {name: tuple(sorted(set(getattr(rule, name)))) for name in LINES}
    return Rule(**lines, ages=rule.ages)


def audience_id(rule: Rule) -> UUID:
    """Two items for the same people have the same audience."""
    said = json.dumps(msgspec.to_builtins(canonical(rule)), sort_keys=True, separators=(",", ":"))
    return uuid5(AUDIENCES, said)


@dataclass(frozen=True)
class Home:
    """What a rule may ask of a place: its code with those of all above and below it, the settings of who lives there, its groups."""

    codes: frozenset[str]
    settings: frozenset[str]
    category: str
    groups: frozenset[UUID]


def reaches(rule: Rule, home: Home) -> bool:
    """Whether it may be for somebody who lives there. What differs from one person to the next (regime, language, age) is not asked."""
    asked = ((rule.places, home.codes), (rule.settings, home.settings), (rule.categories, {home.category}), (rule.groups, home.groups))
    return all(not set(said) or set(said) & set(found) for said, found in asked)


def is_for(rule: Rule, reader: Reader) -> bool:
    """Whether all that the rule says holds of them."""
    return len(because(rule, reader)) == len(_lines(rule))


def because(rule: Rule, reader: Reader) -> list[tuple[str, str]]:
    """What of the rule holds of them, as (line, value): such as ("places", "ZLI-B"). Pages and app make sentences of it."""
    return [(line, value) for line in _lines(rule) if (value := _FITS[line](rule, reader))]


def against(rule: Rule, reader: Reader) -> list[str]:
    """Which lines of the rule do not hold of them."""
    return [line for line in _lines(rule) if not _FITS[line](rule, reader)]


def age_on(born: date | None, day: date) -> int | None:
    """In whole years; None where nobody wrote it down."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None


def _lines(rule: Rule) -> list[str]:
    return [*(name for name in LINES if getattr(rule, name)), *(["ages"] if rule.ages != Ages() else [])]


def _place(rule: Rule, reader: Reader) -> str:
    """The narrowest that fits: the wing rather than its prison."""
    return next((code for code in reversed(reader.places) if code in rule.places), "")


def _age(rule: Rule, reader: Reader) -> str:
    return str(reader.age) if reader.age is not None and rule.ages.least <= reader.age <= rule.ages.most else ""


_FITS: dict[str, Callable[[Rule, Reader], str]] = {
    "places": _place,
    "categories": lambda rule, reader: reader.category if reader.category in rule.categories else "",
    "settings": lambda rule, reader: reader.setting if reader.setting in rule.settings else "",
    "regimes": lambda rule, reader: reader.regime if reader.regime in rule.regimes else "",
    "languages": lambda rule, reader: reader.language if reader.language in rule.languages else "",
    "groups": lambda rule, reader: next((str(group) for group in rule.groups if group in reader.groups), ""),
    "ages": _age,
}
LINES = tuple(_FITS)[:-1]
