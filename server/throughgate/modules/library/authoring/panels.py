"""How the form stands on the page: what it says in each language, for whom it is, and how it will be read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface

from throughgate.modules.library.authoring import drafts
from throughgate.modules.library.policy import readers
from throughgate.modules.library.rules.reading import reading_of


class ReadingPanel(Panel):  # type: ignore[misc]
    """How hard the English of the page is, as it was last saved."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "library/authoring/reading.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            said = drafts.words_in(self.instance.body_en)
            return {**super().get_context_data(parent_context), "reading": reading_of(said)}


class ReachPanel(Panel):  # type: ignore[misc]
    """For how many people it is, as it was last saved."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "library/authoring/reach.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            rules = drafts.rules_of(self.instance)
            return {**super().get_context_data(parent_context), "people": readers.fits(rules[0]) if rules else None}


def _fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


WHOM = _fields("everybody", "places", "categories", "settings", "regimes", "languages", "groups", "least_age", "most_age")
HOW_TO_CHOOSE = _("All that you choose must fit; of several places, one. Or it is for everybody.")
PANELS = TabbedInterface(
    [
        ObjectList(
            [*_fields("title", "summary_en", "body_en", "easy_en", "heard_en"), ReadingPanel(heading=_("How it reads"))],
            heading="English",
        ),
        ObjectList(_fields("title_cy", "summary_cy", "body_cy", "easy_cy", "heard_cy"), heading="Cymraeg"),
        ObjectList(
            [
                MultiFieldPanel(WHOM, heading=_("For whom"), help_text=HOW_TO_CHOOSE),
                ReachPanel(heading=_("For how many people")),
                *_fields("kind", "topics", "picture", "series", "place_in_series", "ends_at"),
            ],
            heading=_("For whom, and until when"),
        ),
    ]
)
