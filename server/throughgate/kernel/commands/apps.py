from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "throughgate.kernel.commands"
    default_auto_field = "django.db.models.BigAutoField"
