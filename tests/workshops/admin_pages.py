"""How tests use the admin: its addresses, its forms, and something to put in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import BaseForm
from django.test import Client
from django.utils import timezone

from tests.pages import Page
from workshops.models import Invitation, JoinCode, Organisation, Workshop

HOME = "/admin/workshops/"


def change(thing: Model, *, kind: str = "") -> str:
    """Return the address of the thing's page in the admin."""
    return f"{HOME}{kind or thing._meta.model_name}/{thing.pk}/change/"


def make_organisation(workshop: Workshop, name: str = "Thames Trust") -> Organisation:
    """Return a new organisation of the workshop."""
    return Organisation.objects.create(workshop=workshop, name=name)


def make_code(workshop: Workshop) -> JoinCode:
    """Return a new join code of the workshop."""
    organisation = make_organisation(workshop, "Of the code")
    code, today = f"code{workshop.slug}"[:16], timezone.localdate()
    return JoinCode.objects.create(workshop=workshop, organisation=organisation, code=code, ends_on=today)


def make_invitation(workshop: Workshop) -> Invitation:
    """Return a new invitation to the workshop."""
    return Invitation.objects.create(workshop=workshop, email=f"guest@{workshop.slug}.example")


PARTS: list[Callable[[Workshop], Model]] = [make_organisation, make_code, make_invitation]


def filled_in(response: Page) -> dict[str, Any]:
    """Return what the form of an admin page would send, as a browser would without any change."""
    context = response.context
    forms: list[BaseForm] = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {name: value for form in forms for bound in form for name, value in _values(bound)}


def _values(bound: Any) -> list[tuple[str, Any]]:
    value = bound.value()
    if isinstance(value, FieldFile):
        return []
    if isinstance(value, datetime) or value is None:
        parts = bound.field.widget.decompress(value) if hasattr(bound.field.widget, "decompress") else [""]
        if len(parts) > 1:
            return [(f"{bound.html_name}_{number}", part or "") for number, part in enumerate(parts)]
        return [] if bound.field.__class__.__name__ == "BooleanField" else [(bound.html_name, value or "")]
    if value is False:
        return []
    if isinstance(value, list):
        return [(bound.html_name, ",".join(value))]
    return [(bound.html_name, value)]


def save(client: Client, address: str, **changes: Any) -> Page:
    """Open an admin page, fill in the changes, press save; fails where a field is not on the page."""
    data = filled_in(client.get(address))
    return client.post(address, {**data, **changes})


def at(name: str, moment: datetime) -> dict[str, str]:
    """Return a date and time as the admin's two boxes send it."""
    local = timezone.localtime(moment)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}


def find_button(workshop: Workshop, button: str) -> str:
    """Return the address of a button about the dates of a workshop: closing, extension, reopening, pause."""
    return f"{HOME}workshop/{workshop.pk}/{button}/"


def write_dates(**dates: datetime | None) -> dict[str, str]:
    """Return dates as the boxes of a browser send them; None: nothing is written."""
    boxes: dict[str, str] = {}
    for name, moment in dates.items():
        shown = f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else " "
        boxes |= dict(zip((f"{name}_0", f"{name}_1"), shown.split(" "), strict=True))
    return boxes


def confirm(client: Client, address: str, sent: dict[str, str] | None = None) -> Page:
    """Read what a button does, then do it if it may be done; return the page that was read."""
    page = client.get(address, sent or {})
    if seal := re.search(r'name="seal" value="(\w+)"', page.content.decode()):
        answer = client.post(address, {**(sent or {}), "seal": seal.group(1)})
        assert answer.status_code == 303
    return page


def errors(response: Page) -> dict[str, list[str]]:
    """Return what the page says is wrong, by field."""
    assert response.status_code == 200
    return {name: list(words) for name, words in response.context["adminform"].form.errors.items()}
