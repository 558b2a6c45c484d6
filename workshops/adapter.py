"""How allauth does things here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factor of staff."""
