from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "throughgate.modules.money"
    default_auto_field = "django.db.models.BigAutoField"
