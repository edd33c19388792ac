from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "throughgate.kernel.sync"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughgate.kernel.commands.batch import journal
        from throughgate.kernel.sync.own_feeds import declare_own_feeds
        from throughgate.kernel.sync.streams import publish

        declare_own_feeds()
        if publish not in journal:
            journal.append(publish)
