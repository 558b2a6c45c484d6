"""Takes out of the admin what other packages put in: addresses, second factors, Django's own groups.

Who can see or change them there could find out who somebody is, or become somebody else.
"""

# Imported here so that they register now, not after we have taken out what they register.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

UNLISTED = (EmailAddress, Authenticator, Group)


def take_out() -> None:
    """Take the models that nobody may see out of the admin."""
    for model in UNLISTED:
        if admin.site.is_registered(model):
            admin.site.unregister(model)
