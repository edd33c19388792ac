from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self):
        from django.contrib.auth.models import User
        from django.db.backends.signals import connection_created

        # Whoever has the password may have a certificate for their own records.
        User.has_morango_certificate_scope_permission = lambda *_: True
        connection_created.connect(_as_we_run)


def _as_we_run(connection, **_):
    """Write-ahead log, as Kolibri sets it, and every commit on disk, as ours is."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
