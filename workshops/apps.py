"""The app of people, workshops, ideas and releases."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Workshops."""

    name = "workshops"
