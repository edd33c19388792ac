from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Last of the installed apps: by now every module's tables are there."""

    name = "throughgate.kernel.registry"

    def ready(self) -> None:
        from throughgate.kernel.registry.installed import load

        load()
