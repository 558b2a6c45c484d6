"""The app of people, workshops, ideas and releases."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkshopsConfig(AppConfig):
    """Workshops."""

    name = "workshops"

    def ready(self) -> None:
        """Listen to what third parties do with their own tables."""
        autodiscover_modules("second_factor")
