"""The app of voting."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    """Voting."""

    name = "voting"
