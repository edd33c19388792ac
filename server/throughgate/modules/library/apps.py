from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "throughgate.modules.library"
    default_auto_field = "django.db.models.BigAutoField"
