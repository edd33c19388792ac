"""The home of one run: a database and a folder of files, copied from the template, and removed after."""

import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

DATABASE = "database.sqlite3"


def template() -> Path:
    return Path(os.environ["FAULTS_ROOM"]) / "template"


def make(home: Path) -> None:
    """A fresh copy of the template."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(template() / "files", home / "files", dirs_exist_ok=True)
    if url := os.environ.get("FAULTS_POSTGRES"):
        _on_postgres(url, f'create database "{home.name}" template throughgate')
    else:
        shutil.copyfile(template() / DATABASE, home / DATABASE)


def keep_as_template(home: Path) -> None:
    """What this home has is what the next ones begin with. Nothing else may have it open."""
    if url := os.environ.get("FAULTS_POSTGRES"):
        connections.close_all()
        _on_postgres(url, "drop database throughgate with (force)")
        _on_postgres(url, f'create database throughgate template "{home.name}"')
    else:
        with connections["default"].cursor() as cursor:
            cursor.execute("pragma wal_checkpoint(truncate)")
        connections.close_all()
        shutil.copyfile(home / DATABASE, template() / DATABASE)
    shutil.copytree(home / "files", template() / "files", dirs_exist_ok=True)


def unmake(home: Path) -> None:
    connections.close_all()
    if url := os.environ.get("FAULTS_POSTGRES"):
        _on_postgres(url, f'drop database if exists "{home.name}" with (force)')
    shutil.rmtree(home, ignore_errors=True)


def enter(ask: dict[str, Any]) -> None:
    """Make this process one of that run: its database, its files, its keys, its settings."""
    home = Path(ask["home"])
    settings.HOME, settings.FILES = home, home / "files"
    for name, value in ask.get("settings", {}).items():
        setattr(settings, name, value)
    connections.close_all()
    database = connections.settings["default"]
    database |= _database(home)
    for alias in connections:
        if hasattr(connections._connections, alias):  # the wrapper that the parent made is for another database
            delattr(connections._connections, alias)


def _database(home: Path) -> dict[str, Any]:
    from throughgate.settings.base import database_from

    if url := os.environ.get("FAULTS_POSTGRES"):
        parts = urlsplit(url)
        return database_from(parts._replace(path=f"/{home.name}").geturl())
    return database_from(f"sqlite:///{home / DATABASE}")


def _on_postgres(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(statement)
