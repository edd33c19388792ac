from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "throughgate.kernel.places"
    default_auto_field = "django.db.models.BigAutoField"
