from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "throughgate.kernel.gateways"
    default_auto_field = "django.db.models.BigAutoField"
