"""Lists that may be sorted, paged and taken away as CSV."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from throughgate.basics.text import Says
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import Act

Shape = TypeVar("Shape")
PAGE = 50


@dataclass(frozen=True)
class Column(Generic[Shape]):
    """A column: its title, what a CSV has in it, and the fields that it sorts by (none: it does not)."""

    name: str
    title: Says
    cell: Callable[[Shape], object]
    order_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A column's head on the page. `direction` is aria-sort's word, "" where the column does not sort."""

    title: Says
    url: str = ""
    direction: str = ""


class Listing(Generic[Shape]):
    """A list on a page: `rows` in their own order, or in the one that ?sort= asks for.

    `shape` makes rows what the page shows, many at once. `count`: how many rows there are, where the page knows already.
    `own_order`: the column that the rows are sorted by as they come, "-" before it where the last come first.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        columns: Sequence[Column[Shape]],
        shape: Callable[[Iterable[Any]], list[Shape]],
        count: int | None = None,
        own_order: str = "",
    ) -> None:
        self._asked = request.GET
        self._columns = columns
        self._shape = shape
        self._count = count
        self._sort = request.GET.get("sort", own_order)
        self._rows = self._sorted(rows)

    @property
    def wants_csv(self) -> bool:
        return self._asked.get("as") == "csv"

    @cached_property
    def page(self) -> Page[Any]:
        paginator = Paginator(self._rows, PAGE)
        if self._count is not None:
            paginator.count = self._count
        return paginator.get_page(self._asked.get("page"))

    @cached_property
    def shown(self) -> list[Shape]:
        return self._shape(self.page.object_list)

    @cached_property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self._columns]

    @property
    def csv_url(self) -> str:
        return self._url(**{"as": "csv", "page": None})

    @property
    def before(self) -> str:
        return self._url(page=self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self) -> str:
        return self._url(page=self.page.next_page_number()) if self.page.has_next() else ""

    def csv(self, act: Act, name: str) -> HttpResponse:
        """Every row as a file. Taking a list away is on the trail."""
        lines = self._shape(self._rows)
        trail.write(act, f"look:{name}.csv", "looked", rows=len(lines))
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        response.write("\ufeff")
        sheet = csv.writer(response)
        sheet.writerow([str(column.title) for column in self._columns])
        sheet.writerows([[cell(column.cell(line)) for column in self._columns] for line in lines])
        return response

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for column in self._columns:
            if "sort" in self._asked and column.order_by and column.name == self._sort.removeprefix("-"):
                sign = "-" if self._sort.startswith("-") else ""
                return rows.order_by(*(f"{sign}{field}" for field in (*column.order_by, "pk")))
        return rows

    def _heading(self, column: Column[Shape]) -> Heading:
        if not column.order_by:
            return Heading(column.title)
        direction = {column.name: "ascending", f"-{column.name}": "descending"}.get(self._sort, "none")
        return Heading(column.title, self._url(sort=f"-{column.name}" if direction == "ascending" else column.name, page=None), direction)

    def _url(self, **changes: object) -> str:
        asked = self._asked.copy()
        for key, value in changes.items():
            asked.pop(key, None)
            if value is not None:
                asked[key] = str(value)
        return "?" + asked.urlencode()


class Gathered(Listing[Shape]):
    """A list of lines that were worked out and stand in no table: a column that sorts does so by what its cells hold, nothing first."""

    def __init__(self, request: HttpRequest, lines: list[Shape], columns: Sequence[Column[Shape]], own_order: str = "") -> None:
        super().__init__(request, cast(Any, lines), columns, list, own_order=own_order)

    def _sorted(self, rows: Any) -> Any:
        for column in self._columns:
            if "sort" in self._asked and column.order_by and column.name == self._sort.removeprefix("-"):
                cells = {id(line): column.cell(line) for line in rows}
                return sorted(rows, key=lambda line: _weight(cells[id(line)]), reverse=self._sort.startswith("-"))
        return rows


def cell(value: object) -> object:
    """Times on London's clocks; nothing that a spreadsheet would take for a formula."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _weight(value: Any) -> Any:
    return (value is not None, value.casefold() if isinstance(value, str) else value)
