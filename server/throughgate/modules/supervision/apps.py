from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "throughgate.modules.supervision"
    default_auto_field = "django.db.models.BigAutoField"
