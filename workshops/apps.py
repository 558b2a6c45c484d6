"""The app of people and workshops."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Workshops."""

    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        """Listen to what third parties do with their own tables, and say what /readyz asks."""
        autodiscover_modules("sign_in.second_factor", "health_checks")
