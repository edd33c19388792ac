from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "throughgate.modules.caseload"
    default_auto_field = "django.db.models.BigAutoField"
