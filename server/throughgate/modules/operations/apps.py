from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "throughgate.modules.operations"
    default_auto_field = "django.db.models.BigAutoField"
