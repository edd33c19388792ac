from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "throughgate.kernel.sync"
    default_auto_field = "django.db.models.BigAutoField"
