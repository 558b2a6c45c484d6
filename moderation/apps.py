"""The app of moderation."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Moderation."""

    name = "moderation"
