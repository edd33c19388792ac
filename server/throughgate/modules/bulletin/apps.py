from django.apps import AppConfig


class BulletinConfig(AppConfig):
    name = "throughgate.modules.bulletin"
    default_auto_field = "django.db.models.BigAutoField"
