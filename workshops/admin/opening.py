"""Before a workshop is announced or open: what must be there refuses, the rest asks once.

A date in the past opens at once, so that it is asked about too: it may be a slip of the hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.domain.openings import STARTS, list_missing, list_needed
from workshops.domain.readiness import Item
from workshops.domain.set_up_changes import ANNOUNCED_ALREADY
from workshops.models import Workshop
from workshops.phases import NOT_YET_OPEN, Phase

SURE = "sure"
REFUSED = {
    "announced_at": gettext_lazy("It cannot be announced yet. Missing: %(missing)s."),
    "opens_at": gettext_lazy("It cannot open yet. Missing: %(missing)s."),
}
NEEDED_FIRST = gettext_lazy("This must be there before it is announced or opens.")


@dataclass(frozen=True)
class Question:
    """What has to be confirmed before it is saved, and what the box sends that confirms just that."""

    sentences: list[str]
    value: str


def check_opening(form: forms.ModelForm[Workshop]) -> Question | None:
    """Refuse what may not be announced or open, by errors beside the fields; ask once about the rest.

    Call it at the end of the form's cleaning. Returns what is to be confirmed, None for nothing.
    """
    workshop = _read(form)
    if form.errors or workshop.practice or not _is_unopened(form.instance):
        return None
    now = _list_beginning(form)
    if _is_stuck(form, workshop, now):
        return None
    if now or _is_announced(form.instance):
        _refuse(form, workshop, now)
    if form.errors:
        return None
    return _ask_once(form, [*map(_say_now, now), *_say_missing(form, workshop)])


def _list_beginning(form: forms.ModelForm[Workshop]) -> list[str]:
    return [name for name in STARTS if _begins_now(form, name)]


def _is_stuck(form: forms.ModelForm[Workshop], workshop: Workshop, now: list[str]) -> bool:
    """Return whether it did not begin on its date, and does not now: what is there so far may be saved."""
    is_moved = not set(now).isdisjoint(form.changed_data)
    return bool(now) and not is_moved and bool(_list_needed(form, workshop))


def _ask_once(form: forms.ModelForm[Workshop], asks: list[str]) -> Question | None:
    """Return the question about what is missing, unless just that was confirmed."""
    question = Question(asks, name_asked(asks))
    if not asks or form.data.get(SURE) == question.value:
        return None
    form.add_error(
        None, forms.ValidationError(_("Nothing is saved yet: read the question above."), code="ask")
    )
    return question


def name_asked(sentences: list[str]) -> str:
    """Return what the box sends that says yes to just these sentences."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]


def count_themes(data: Mapping[str, Any]) -> int:
    """Return how many themes the sent form has, without those to be taken away."""
    total = str(data.get("themes-TOTAL_FORMS", "0"))
    numbers = range(min(int(total), 1000) if total.isdecimal() else 0)
    rows = (f"themes-{number}" for number in numbers)
    return sum(bool(data.get(f"{row}-title", "").strip()) and not data.get(f"{row}-DELETE") for row in rows)


def _read(form: forms.ModelForm[Workshop]) -> Workshop:
    """Return the workshop as the form would save it; it is not saved."""
    saved = form.instance
    values = {field.attname: getattr(saved, field.attname) for field in Workshop._meta.concrete_fields}
    fields = {name: value for name, value in form.cleaned_data.items() if name in (form._meta.fields or ())}
    return Workshop(**{**values, **fields})


def _is_unopened(workshop: Workshop) -> bool:
    return workshop._state.adding or workshop.phase in NOT_YET_OPEN


def _is_announced(workshop: Workshop) -> bool:
    return not workshop._state.adding and workshop.phase == Phase.ANNOUNCED


def _begins_now(form: forms.ModelForm[Workshop], name: str) -> bool:
    """Whether saving would announce or open it at once, and it is not so already."""
    moment = form.cleaned_data.get(name)
    if name not in form.fields or moment is None or moment > timezone.now():
        return False
    is_so = name == "announced_at" and _is_announced(form.instance)
    return not is_so


def _refuse(form: forms.ModelForm[Workshop], workshop: Workshop, now: Sequence[str]) -> None:
    """Refuse to begin without what is needed, and to take away what was there when it was announced."""
    needed = _list_needed(form, workshop)
    if not now:
        before = {item.name for item in list_needed(form.instance)}
        needed = [item for item in needed if item.name not in before]
    if needed:
        _say_refused(form, needed, now)


def _say_refused(form: forms.ModelForm[Workshop], needed: list[Item], now: Sequence[str]) -> None:
    labels = {"missing": ", ".join(str(item.label) for item in needed)}
    for name in now:
        form.add_error(name, REFUSED[name] % labels)
    for item in needed:
        if item.name in form.fields:
            form.add_error(item.name, NEEDED_FIRST)
    if not now:
        form.add_error(None, ANNOUNCED_ALREADY % labels)


def _list_needed(form: forms.ModelForm[Workshop], workshop: Workshop) -> list[Item]:
    """Return what is needed and missing, as it would be with the themes that were sent too."""
    needed = list_needed(workshop)
    if "themes-TOTAL_FORMS" not in form.data:
        return needed
    others = [item for item in needed if item.name != "themes"]
    return (
        others
        if count_themes(form.data)
        else [*others, Item("themes", _("At least one theme"), is_done=False)]
    )


def _say_now(name: str) -> str:
    if name == "opens_at":
        return _("The date of opening is past: it opens as soon as you save. That cannot be taken back.")
    return _("The date of announcement is past: everybody can see it as soon as you save.")


def _say_missing(form: forms.ModelForm[Workshop], workshop: Workshop) -> list[str]:
    """Say what else is not there, where a date of beginning is set or moved."""
    dates = [name for name in STARTS if name in form.changed_data and form.cleaned_data.get(name)]
    if not dates:
        return []
    later = _list_needed(form, workshop)
    sentences = [_("Not there yet: %(label)s.") % {"label": item.label} for item in list_missing(workshop)]
    return sentences + [
        _("Not there yet, and without it no date opens anything: %(label)s.") % {"label": item.label}
        for item in later
    ]
