"""People of the set-up who keep their past to themselves, and who go."""

from allauth.account.internal.flows.login import record_authentication
from django.test import RequestFactory

from tests.cast import Person, make_member, make_user
from workshops.domain.deletion import delete_account
from workshops.domain.pins import set_pin
from workshops.models import Membership, Workshop
from workshops.models.people import PIN_TRIES

PIN = "493817"


def make_private(workshop: Workshop) -> dict[str, Person]:
    """Make them in this workshop; return them by what they are called in page_states."""
    careful, shut_out = make_member("careful", workshop), make_member("shut-out", workshop)
    for person in (careful, shut_out):
        set_pin(actor=person.membership, pin=PIN)
    Membership.objects.filter(pk=shut_out.membership.pk).update(pin_tries=PIN_TRIES)
    delete_account(actor=make_member("gone", workshop).user)
    going = make_member("going", workshop)
    note_code(going)
    return {"careful": careful, "shut_out": shut_out, "going": going, "gone": Person(make_user("gone"))}


def note_code(person: Person) -> None:
    """Note in the person's browser that a code was shown just now, as signing in by one does."""
    request = RequestFactory().get("/")
    request.session = person.client.session
    record_authentication(request, person.user, method="code")
    request.session.save()
