from django.apps import AppConfig


class TouchConfig(AppConfig):
    name = "throughgate.modules.touch"
    default_auto_field = "django.db.models.BigAutoField"
