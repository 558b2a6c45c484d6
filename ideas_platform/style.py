"""The style page: every component in each of its states, for those who build and check pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.long_text import LineField, LongTextField

PHASES = ("draft", "announced", "open", "closed", "published")
KINDS = ("", "good", "brand", "wait", "bad")
NOTICES = ("info", "success", "warning", "error")
ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("maybe", _("Not sure")))


class Samples(forms.Form):
    """One field of each kind."""

    line = LineField(
        label=_("One line"), help_text=_("A hint says what helps."), max_length=120,
        error_messages={"required": _("Write one line.")},
    )  # fmt: skip
    text = LongTextField(label=_("Some text"), error_messages={"required": _("Write some text.")})
    one = forms.ChoiceField(
        label=_("One of several"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    several = forms.MultipleChoiceField(
        label=_("Some of several"),
        choices=ANSWERS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    listed = forms.ChoiceField(label=_("One of a long list"), choices=(("", "…"), *ANSWERS), required=False)
    agreed = forms.BooleanField(label=_("I agree"), error_messages={"required": _("Say that you agree.")})


@require_safe
def show_style(request: HttpRequest) -> HttpResponse:
    """Show the components to staff, and in local mode to everybody; for others there is no such page."""
    if not (settings.LOCAL_MODE or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "style/page.html", describe_samples())


def describe_samples() -> dict[str, Any]:
    """Return what the components are shown with."""
    wrong = Samples({"line": ""}, auto_id="wrong_%s")
    wrong.is_valid()
    return {
        "phases": PHASES,
        "kinds": KINDS,
        "notices": NOTICES,
        "plain_form": Samples(auto_id="plain_%s", initial={"one": "yes"}),
        "wrong_form": wrong,
        # Shown at the foot too, as on a site with more than one language.
        "languages": [
            {"code": "en-gb", "name": "English", "dir": "ltr", "is_current": True},
            {"code": "cy", "name": "Cymraeg", "dir": "ltr", "is_current": False},
        ],
        "page_obj": Paginator(range(60), 20).page(2),
        "tasks": [
            {"label": _("Write the brief"), "status": _("Done"), "kind": "good"},
            {"label": _("Set the dates"), "status": _("Missing"), "kind": "wait", "url": "#task-list"},
        ],
        "totals": {
            "words": _("20 people have voted."),
            "up_words": _("12 like it"),
            "down_words": _("5 don’t"),
            "unsure_words": _("3 not sure"),
        },
    }
