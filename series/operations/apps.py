from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The commands of who keeps the installation.
    Django looks for them in one folder an app."""

    name = "series.operations"
    verbose_name = "运维"
