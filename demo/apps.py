"""The app of the invented workshops."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Demo."""

    name = "demo"
    verbose_name = _("Demo")
