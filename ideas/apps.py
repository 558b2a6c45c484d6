"""The app of ideas, comments, and what is made of them on a workshop's pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    """Ideas."""

    name = "ideas"
    verbose_name = _("Ideas")
