"""What an item of the invented estate is, and for whom there are any."""

from dataclasses import dataclass
from typing import Final

from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.kinds import Kind, Topic

EVERYBODY: Final = Rule()
INSIDE: Final = Rule(settings=("closed", "open"))
OUTSIDE: Final = Rule(settings=("community", "approved_premises"))
LINDENFIELD: Final = Rule(places=("ZLI",))


@dataclass(frozen=True)
class Invented:
    """`texts`, by language: title, summary and blocks with an empty line between; after `==` the easy-read twin.

    `## ` is a heading, `- ` a point, `? name | phone | words` who can help, anything else a paragraph. `shelf`: of the whole estate, or
    of the prison that the rule names. Published so many days ago.
    """

    kind: Kind
    topics: tuple[Topic, ...]
    rule: Rule
    days_ago: float
    texts: dict[str, str]
    shelf: str = "estate"
