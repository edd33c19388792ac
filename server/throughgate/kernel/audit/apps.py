from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "throughgate.kernel.audit"
    default_auto_field = "django.db.models.BigAutoField"
