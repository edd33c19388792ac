"""What pages of files share: an example to begin from, and what stood in a cell."""

import csv
from collections.abc import Callable, Mapping

from django.http import HttpResponse

from throughgate.basics.text import Says
from throughgate.modules.caseload import queries


def example_of(name: str, columns: Mapping[str, Says], line: Mapping[str, str]) -> HttpResponse:
    """A CSV file of the headings and one line."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-example.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows([[str(title) for title in columns.values()], [line[column] for column in columns]])
    return response


def said(column: str) -> Callable[[queries.BadLine], str]:
    """What a bad line said in that column."""
    return lambda bad: bad.said.get(column, "")
