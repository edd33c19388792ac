from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "throughgate.kernel.tasks"
    default_auto_field = "django.db.models.BigAutoField"
