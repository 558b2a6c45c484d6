"""Who is on the staff of a workshop, and who looks after the site: seen, and removed, by who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other
from workshops.admin.scope import Page, find_organised, list_pages
from workshops.domain.staffing import dismiss_administrator, dismiss_from_workshop
from workshops.models import Membership, StaffChange, User

Words = dict[str, Any]


def list_staff_addresses() -> list[URLPattern]:
    """Return the addresses of the staff of a workshop and of the site's administrators."""
    pages: list[Page] = [
        ("<uuid:key>/staff/", show_staff, "staff"),
        ("<uuid:key>/staff/<uuid:person>/removal/", remove_from_staff, "staff_removal"),
        ("administrators/", show_administrators, "administrators"),
        ("administrators/<uuid:person>/removal/", remove_administrator, "administrator_removal"),
    ]
    return list_pages(pages)


@require_safe
def show_staff(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who works on a workshop, each with a way to remove them, and what was changed when by whom."""
    workshop = find_organised(request, key)
    memberships = (
        Membership.objects.staff().filter(workshop=workshop, user__isnull=False).select_related("user")
    )
    rows = [
        {
            "email": membership.user.email,
            "role": membership.get_role_display(),
            "removal": reverse("admin:workshops_staff_removal", args=[key, membership.user_id]),
        }
        for membership in memberships.order_by("role", "user__email")
        if membership.user
    ]
    title = _("Staff of “%(workshop)s”") % {"workshop": workshop}
    return _show(
        request, title, {"workshop": workshop, "rows": rows}, StaffChange.objects.filter(workshop=key)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_from_staff(request: HttpRequest, key: UUID, person: UUID) -> HttpResponse:
    """Say what removing somebody does; a POST does it."""
    workshop = find_organised(request, key)
    list_url = reverse("admin:workshops_staff", args=[key])
    memberships = Membership.objects.staff().filter(workshop=workshop, user=person).select_related("user")
    if not memberships and StaffChange.objects.filter(workshop=workshop, person=person).exists():
        return _say_gone(request, list_url)
    membership = get_object_or_404(memberships)
    words = {
        "workshop": workshop,
        "email": membership.user.email if membership.user else "",
        "role": membership.get_role_display(),
        "list_url": list_url,
    }

    def remove(actor: User, user: User) -> None:
        dismiss_from_workshop(actor=actor, person=user, workshop=workshop)

    return _ask_or_remove(request, get_object_or_404(User, pk=person), words, remove)


@require_safe
def show_administrators(request: HttpRequest) -> HttpResponse:
    """Show the site's administrators to one of them, each with a way to remove them."""
    _require_administrator(request)
    rows = [
        {
            "email": user.email,
            "role": StaffChange.StaffRole.ADMINISTRATOR.label,
            "removal": reverse("admin:workshops_administrator_removal", args=[user.pk]),
        }
        for user in User.objects.filter(is_superuser=True).order_by("email")
    ]
    changes = StaffChange.objects.filter(workshop=None)
    return _show(request, _("Site administrators"), {"rows": rows}, changes)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_administrator(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what removing an administrator does; a POST does it."""
    _require_administrator(request)
    list_url = reverse("admin:workshops_administrators")
    users = User.objects.filter(is_superuser=True, pk=person)
    if not users and StaffChange.objects.filter(workshop=None, person=person).exists():
        return _say_gone(request, list_url)
    user = get_object_or_404(users)
    words = {"email": user.email, "role": StaffChange.StaffRole.ADMINISTRATOR.label, "list_url": list_url}

    def remove(actor: User, user: User) -> None:
        dismiss_administrator(actor=actor, person=user)

    return _ask_or_remove(request, user, words, remove)


def _require_administrator(request: HttpRequest) -> None:
    if not request.user.is_superuser:
        raise PermissionDenied


def _show(request: HttpRequest, title: str, words: Words, changes: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "changes": changes.select_related("person", "acted_by")[:100],
        **words,
    }
    return TemplateResponse(request, "admin/workshops/workshop/staff.html", context)


def _say_gone(request: HttpRequest, list_url: str) -> HttpResponse:
    """Lead back whoever comes second to remove somebody."""
    messages.warning(request, _("Nothing was changed: this person is not on the staff any more."))
    return see_other(list_url)


def _ask_or_remove(
    request: HttpRequest, person: User, words: Words, remove: Callable[[User, User], None]
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    if request.method == "POST":
        try:
            remove(request.user, person)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return see_other(words["list_url"])
        messages.success(request, _("Removed from staff and signed out: %(email)s.") % words)
        return see_other(reverse("home") if person.pk == request.user.pk else words["list_url"])
    title = _("Remove %(email)s from staff?") % words
    context = {**admin.site.each_context(request), "title": title, **words}
    return TemplateResponse(request, "admin/workshops/workshop/staff_removal.html", context)
