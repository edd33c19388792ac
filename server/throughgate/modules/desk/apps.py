from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "throughgate.modules.desk"
    default_auto_field = "django.db.models.BigAutoField"
