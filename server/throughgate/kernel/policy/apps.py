from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "throughgate.kernel.policy"
    default_auto_field = "django.db.models.BigAutoField"
