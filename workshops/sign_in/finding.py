"""What happens when somebody has shown that an address is theirs."""

from allauth.account.models import EmailAddress
from django.db import transaction

from workshops.models import User


def settle_user(address: str) -> User:
    """Return the user of an address in normal form that has just been verified; make one if there is none."""
    with transaction.atomic():
        user, _is_new = User.objects.get_or_create(email=address)
        EmailAddress.objects.update_or_create(
            user=user, email=address, defaults={"verified": True, "primary": True}
        )
    return user
