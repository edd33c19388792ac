from django.apps import AppConfig


class LeisureConfig(AppConfig):
    name = "throughgate.modules.leisure"
    default_auto_field = "django.db.models.BigAutoField"
