"""Every box for a text takes out what cannot be seen: those of pages and those of the admin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from tests.addresses import list_addresses
from tests.cast import Person, make_member, make_workshop
from tests.workshops.admin_pages import change, save
from workshops.models import Theme, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
# What is compared with something and never shown, or folded by a rule of its own.
COMPARED = {
    "CommentForm.parent", "WarnedForm.read", "CommentForm.read", "AnswerForm.read", "SecondLookForm.read",
    "ConsultationForm.read",
    "MergeForm.seen_main", "MergeForm.seen_part",
    "ReportForm.comment", "InvitationListForm.addresses", "StaffForm.addresses", "InviteForm.addresses",
    "BouncesForm.addresses",
    "SlipForm.code", "JoinBySlipForm.code", "EnterSlipForm.code",
    "JoinBySlipForm.pin", "JoinBySlipForm.again", "EnterSlipForm.pin",
    "WorkforceForm.lines",
    "ShowFactorForm.code", "ShowFactorAgainForm.code", "SetUpAppForm.code",
    "EnterPinForm.pin", "ChoosePinForm.pin", "ChoosePinForm.again", "JoinCodeForm.code",
}  # fmt: skip


@pytest.fixture
def prepared() -> Workshop:
    """Return a workshop that has not opened yet."""
    return make_workshop(Phase.ANNOUNCED)


@pytest.fixture
def organiser(prepared: Workshop) -> Person:
    """Return its organiser."""
    return make_member("organiser", prepared, Role.ORGANISER)


def list_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Yield every form of ours."""
    rooms = (
        "events",
        "ideas",
        "ideas_platform",
        "moderation",
        "organising",
        "pledges",
        "results",
        "voting",
        "workshops",
    )
    for below in kind.__subclasses__():
        if below.__module__.partition(".")[0] in rooms:
            yield below
        yield from list_forms(below)


def list_plain(fields: Iterable[tuple[str, forms.Field]]) -> set[str]:
    """Return the names of boxes that keep whatever is typed into them."""
    return {name for name, field in fields if type(field) is forms.CharField}


def test_no_box_of_a_page_keeps_what_cannot_be_seen() -> None:
    # Views load their forms, and allauth loads those of ours that it is to use when it first needs one.
    assert [*list_addresses()]
    assert [*map(import_string, settings.MFA_FORMS.values())]
    plain = {
        f"{form.__name__}.{name}"
        for form in list_forms()
        for name in list_plain(getattr(form, "base_fields", {}).items())
    }
    assert plain == COMPARED


def test_nor_does_one_of_the_admin(prepared: Workshop, organiser: Person) -> None:
    page = organiser.client.get(change(prepared))
    inlines = [inline.formset.empty_form for inline in page.context["inline_admin_formsets"]]
    boxes = [form.fields.items() for form in (page.context["adminform"].form, *inlines)]
    boxes.append(
        organiser.client.get("/admin/workshops/organisation/add/").context["adminform"].form.fields.items()
    )
    assert (len(boxes) > 5, set().union(*map(list_plain, boxes))) == (True, set())


def test_organisers_texts_are_tidied_and_need_something_to_see(prepared: Workshop, organiser: Person) -> None:
    theme = {"themes-TOTAL_FORMS": 1, "themes-0-number": 1, "themes-0-title": "One\u202e\r\nnumber"}
    sent = {**theme, "title": "Our\u2028vision\u200b", "themes-0-text": "One\r\n\u2066two\u2069"}
    assert save(organiser.client, change(prepared), **sent).status_code == 302
    prepared.refresh_from_db()
    stored = Theme.objects.get(workshop=prepared)
    assert (prepared.title, stored.title, stored.text) == ("Our vision", "One number", "One\ntwo")
    refused = save(organiser.client, change(prepared), title="\u3164\u2800")
    assert (refused.status_code, list(refused.context["adminform"].form.errors)) == (200, ["title"])
