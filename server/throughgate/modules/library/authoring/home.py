"""What somebody sees first: what was written on their shelves and waits."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component

from throughgate.modules.library.authoring.models import Author, ItemPage

MOST = 20


class Waiting(Component):  # type: ignore[misc]
    """Drafts that are newer than what people have, or that nobody has yet; the newest first."""

    order = 50
    template_name = "library/authoring/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        author: Author = parent_context["request"].user
        mine = reduce(or_, (Q(path__startswith=right.page.path) for right in author.rights), Q(pk=None))
        return {"pages": ItemPage.objects.filter(mine, has_unpublished_changes=True).order_by("-latest_revision_created_at")[:MOST]}
