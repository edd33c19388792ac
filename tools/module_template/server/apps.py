from django.apps import AppConfig


class CapabilityNameConfig(AppConfig):
    name = "throughgate.modules.capability_name"
    default_auto_field = "django.db.models.BigAutoField"
