"""The app of results."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Results."""

    name = "results"
