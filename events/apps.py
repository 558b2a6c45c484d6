"""The app of events."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events with places to book, and the big screen of a live session."""

    name = "events"
