from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "throughgate.modules.family"
    default_auto_field = "django.db.models.BigAutoField"
