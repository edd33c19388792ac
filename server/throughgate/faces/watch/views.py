"""Health, readiness, figures."""

import secrets
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from throughgate.faces.watch import figures

NO_STORE = {"Cache-Control": "no-store"}


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process is alive. It asks nobody else: a database that is away is no reason to start the process anew."""
    return HttpResponse("alive", content_type="text/plain", headers=NO_STORE)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether calls may be sent here: 200, or 503 with what is missing."""
    found = {"database": _database(), "secrets": bool(settings.SECRET_KEY and settings.TRAIL_KEY)}
    found["tables"] = found["database"] and _tables()
    good = all(found.values())
    return JsonResponse({"ready": good, **found}, status=200 if good else 503, headers=NO_STORE)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever has the token; for all others there is nothing here."""
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(said.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(figures.text(), content_type="text/plain; version=0.0.4; charset=utf-8", headers=NO_STORE)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def _tables() -> bool:
    try:
        return _migrated()
    except _NotMigrated:
        return False


class _NotMigrated(Exception):
    """Asked again each time, until it is so; a yes is kept."""


@cache
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotMigrated
    return True
