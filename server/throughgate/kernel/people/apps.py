from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "throughgate.kernel.people"
    default_auto_field = "django.db.models.BigAutoField"
