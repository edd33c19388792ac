"""Bringing a backup back. All that a restore makes untrue is put right in one step with it: above all, a new epoch begins."""

import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from throughgate.faces.ops.backups.engine import engine
from throughgate.faces.ops.backups.folder import DATABASE, FILES, Backup, NotWhole, name_at, open_backup
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.codes import void_codes
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.sync.backups import record_backup
from throughgate.kernel.sync.epoch import begin_epoch
from throughgate.kernel.sync.files import ask_again_for_lost_files
from throughgate.kernel.sync.models import Epoch


def restore(path: Path, over: bool, at: datetime) -> Backup:
    """Put database and files of a backup in place. Raises: NotWhole; then nothing has changed.

    `over`: in the place of a database that is there.
    """
    backup = open_backup(path)
    _check(backup, over)
    _put_files_back(backup)
    name = name_at(backup.manifest.holds_to)
    engine().load(backup.path / DATABASE, name_at(at), lambda: _finish(backup, name, at))
    return backup


def lost_keys(backup: Backup) -> list[str]:
    """Names of seal keys that devices sealed to at the time and that are not given to us now."""
    ours = {key["kid"] for key in json.loads(settings.SEAL_KEYS)}
    return [kid for kid in backup.manifest.seal_keys if kid not in ours]


def _check(backup: Backup, over: bool) -> None:
    if backup.manifest.engine != engine().ENGINE:
        raise NotWhole(f"This is a backup of {backup.manifest.engine}, and THROUGHGATE_DATABASE_URL names another kind of database.")
    if newer := _unknown_to_us(backup.manifest.migrations):
        raise NotWhole(f"A newer version of Throughgate made this backup: it knows {newer[0]}. Install that version first.")
    if not over and not engine().is_empty():
        raise NotWhole("There is a database already. Stop everything that uses it, then say --over to put the backup in its place.")
    backup.check()


def _unknown_to_us(migrations: Sequence[str]) -> list[str]:
    """Migrations of apps that are installed here, and that we do not have."""
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations or ()}
    return [name for name in migrations if name.partition(".")[0] in loader.migrated_apps and name not in known]


def _put_files_back(backup: Backup) -> None:
    """A file stands under its own hash: one that is here already is the same one."""
    for name in backup.manifest.sha256:
        if name == DATABASE:
            continue
        to = settings.FILES / Path(name).relative_to(FILES)
        if not to.exists():
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A copy, never a link: what happens to the one must not happen to the other.
            shutil.copyfile(backup.path / name, to)
            to.chmod(0o600)
    os.sync()


def _finish(backup: Backup, name: str, at: datetime) -> None:
    """What must be true before anybody can ask the database anything."""
    manifest = backup.manifest
    call_command("migrate", verbosity=0, skip_checks=True)
    with transaction.atomic():
        past = [Epoch(id=one.id, began_at=one.began_at, why=one.why) for one in manifest.epochs]
        Epoch.objects.bulk_create(past, ignore_conflicts=True)
        epoch = begin_epoch(at, f"restored from backup {name}")
        record_backup(name, manifest.holds_to, manifest.devices, at)
        asked_again = ask_again_for_lost_files()
        # A code that was used after the backup would open again for whoever finds the paper; and so would a sign-in that was ended.
        void_codes(at)
        Session.objects.all().delete()
        trail.write(Act(CLOCK, at, at, Face.OPS), "ops.restore", "accepted", name=name, epoch=epoch, files_asked_again=asked_again)
