"""The app of voting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VotingConfig(AppConfig):
    """Voting."""

    name = "voting"
    verbose_name = _("Voting")
