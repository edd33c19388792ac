from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "throughgate.modules.devices"
    default_auto_field = "django.db.models.BigAutoField"
