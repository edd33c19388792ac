from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "throughgate.kernel.screening"
    default_auto_field = "django.db.models.BigAutoField"
