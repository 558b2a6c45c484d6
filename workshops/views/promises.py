"""What we promise, and where to get help: pages that anybody may read."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anonymity.promises import PROMISES, read_figures
from workshops.domain.scramble import read_why_log_stays
from workshops.models import Workshop

# When somebody last read the accessibility statement against what the tests say.
STATED_ON = date(2026, 11, 27)
# The headings of each page by their anchors, for the list at its top.
HEADINGS: dict[str, dict[str, Any]] = {
    "how_anonymity_works": {
        "who": _("Who can see what"),
        "how": _("How it is done"),
        "limits": _("What this can’t protect you from"),
        "proof": _("How we prove it"),
        "key": _("When the key is destroyed"),
        "you": _("What you can do"),
        "practice": _("Practice workshops"),
    },
    "privacy": {
        "who": _("Who answers for it"),
        "basis": _("Why we may keep it"),
        "kept": _("What we keep"),
        "not-kept": _("What we don’t keep"),
        "cookies": _("Cookies"),
        "letters": _("E-mail"),
        "signed": _("If you sign for your organisation"),
        "events": _("Events"),
        "rights": _("Your rights"),
    },
    "accessibility": {
        "works": _("What should work"),
        "standard": _("How far we are"),
        "tests": _("How we test"),
        "problems": _("What does not work well yet"),
        "tell-us": _("Tell us"),
        "complain": _("If you are not happy with the answer"),
        "date": _("About this statement"),
    },
    "moderation_policy": {
        "who": _("Who decides"),
        "when": _("Before or after others see it"),
        "hidden": _("What we hide"),
        "never": _("What we never hide"),
        "merged": _("Ideas that say the same"),
        "questions": _("Questions to authors"),
        "record": _("How it is written down"),
        "reports": _("If readers report something"),
        "appeal": _("If your idea is hidden"),
        "too-much": _("If you said too much"),
    },
    "help": {
        "sign-in": _("How to sign in"),
        "no-code": _("No code has come"),
        "address": _("You have a new e-mail address"),
        "shared": _("You use a shared computer"),
        "pin": _("Your PIN"),
        "find": _("Find what you wrote and how you voted"),
        "delete": _("Leave, or delete your account"),
        "contact": _("Who to ask"),
        "risk": _("Someone at risk?"),
    },
}


# Article 6 of the UK GDPR, by the words of the setting.
BASES = {
    "public-task": _("It is needed for a task in the public interest (“public task”, Article 6(1)(e))."),
    "legitimate-interests": _(
        "We have a good reason that does not outweigh your rights (“legitimate interests”, Article 6(1)(f)): "
        "staff can say what they know without being named."
    ),
    "consent": _(
        "You agree to it when you join (“consent”, Article 6(1)(a)). You can take that back at any time: "
        "leave the workshop, or delete your account."
    ),
}


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"trust/{name}.html", {"headings": HEADINGS[name], **context})


@require_safe
def how_anonymity_works(request: HttpRequest) -> HttpResponse:
    """Show what nobody can find out, and what we cannot protect against."""
    figures = read_figures()
    promises = [
        {"words": each.words, "finding": each.say_finding(figures), "tests": each.tests} for each in PROMISES
    ]
    keeps_order = bool(read_why_log_stays())
    return _show(
        request, "how_anonymity_works", promises=promises, figures=figures, disk_keeps_order=keeps_order
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show who answers for what is stored, what that is, why and until when, and what one can ask for."""
    return _show(
        request,
        "privacy",
        controller=settings.CONTROLLER,
        contact=settings.PRIVACY_EMAIL,
        notice=settings.PRIVACY_NOTICE,
        basis=BASES.get(settings.LAWFUL_BASIS, ""),
        needs_consent=settings.LAWFUL_BASIS == "consent",
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how usable the site is for everybody, and whom to tell where it is not."""
    return _show(request, "accessibility", stated_on=STATED_ON)


@require_safe
def moderation_policy(request: HttpRequest) -> HttpResponse:
    """Show what is hidden, by whom and why."""
    return _show(request, "moderation_policy")


@require_safe
def show_help(request: HttpRequest) -> HttpResponse:
    """Show how to get in, what to do where that fails, and whom to ring for each workshop."""
    workshops = Workshop.objects.visible_to(request.user).order_by("title")
    return _show(request, "help", workshops=workshops)
