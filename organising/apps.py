"""The app of organising."""

from django.apps import AppConfig


class OrganisingConfig(AppConfig):
    """The organiser's desk: set-up in steps, people, invitations, participation, spread, import."""

    name = "organising"
