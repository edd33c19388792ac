from django.apps import AppConfig


class AppsConfig(AppConfig):
    name = "throughgate.modules.apps"
    default_auto_field = "django.db.models.BigAutoField"
