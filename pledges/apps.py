"""The app of pledges."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """What follows a result: organisations that sign up, self-assessment, case studies."""

    name = "pledges"
