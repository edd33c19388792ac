from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "throughgate.modules.access"
    default_auto_field = "django.db.models.BigAutoField"
