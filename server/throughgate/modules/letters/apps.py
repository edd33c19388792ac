from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "throughgate.modules.letters"
    default_auto_field = "django.db.models.BigAutoField"
