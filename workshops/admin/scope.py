"""One's own workshops only: what staff may see and change of the parts of a workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from ideas_platform.lib.careful_fields import RowChoiceField
from ideas_platform.lib.quiet_admin import QuietAdmin
from workshops.domain.staff import list_staffed
from workshops.models import Organisation, Workshop
from workshops.models.workshop_queries import WorkshopQuerySet
from workshops.rules import Role

Part = TypeVar("Part", bound=Model)
Page = tuple[str, Callable[..., HttpResponse], str]
ORGANISERS = frozenset({Role.ORGANISER})
# What was asked in requests that go on.
_organised: WeakKeyDictionary[HttpRequest, frozenset[UUID]] = WeakKeyDictionary()


def organises(request: HttpRequest, workshop_id: Any = None) -> bool:
    """Return whether the user organises this workshop (without one: any), or is a site administrator.

    One query for a request: a page of the admin asks it a hundred times.
    """
    if request.user.is_superuser:
        return True
    if request not in _organised:
        _organised[request] = frozenset(list_staffed(request.user, ORGANISERS).values_list("pk", flat=True))
    return bool(_organised[request]) if workshop_id is None else workshop_id in _organised[request]


def find_organised(request: HttpRequest, key: UUID) -> Workshop:
    """Return the workshop, with its phase; raises Http404 for who does not organise it."""
    return get_object_or_404(list_staffed(request.user, ORGANISERS).with_phase(), pk=key)


def list_pages(pages: Iterable[Page]) -> list[URLPattern]:
    """Return the addresses of pages of a workshop in the admin: each with its path, its view and its name."""
    return [
        path(address, admin.site.admin_view(view), name=f"workshops_{name}") for address, view, name in pages
    ]


class PartAdmin(QuietAdmin[Part]):
    """A part of a workshop: only the workshop's own organisers see and change it."""

    list_select_related = ["workshop"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Part]:
        """Return the parts of the workshops that this user organises."""
        return super().get_queryset(request).filter(workshop__in=list_staffed(request.user, ORGANISERS))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether the user organises anything."""
        return organises(request)

    def has_view_permission(self, request: HttpRequest, obj: Part | None = None) -> bool:
        """Return whether the user organises the part's workshop."""
        return organises(request, getattr(obj, "workshop_id", None))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether the user organises anything; the form offers their own workshops."""
        return organises(request)

    def has_change_permission(self, request: HttpRequest, obj: Part | None = None) -> bool:
        """Return whether the user organises the part's workshop."""
        return organises(request, getattr(obj, "workshop_id", None))

    def has_delete_permission(self, request: HttpRequest, obj: Part | None = None) -> bool:
        """Return whether the user organises the part's workshop."""
        return organises(request, getattr(obj, "workshop_id", None))

    def get_readonly_fields(self, request: HttpRequest, obj: Part | None = None) -> list[Any]:
        """Return what stays as it is; a part never moves to another workshop."""
        fixed = ["workshop"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Return a list of choices that holds nothing of other workshops."""
        own = list_staffed(request.user, ORGANISERS)
        if db_field.related_model is Workshop:
            kwargs["queryset"] = own
        if db_field.related_model is Organisation:
            kwargs |= _describe_organisations(request, own)
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": RowChoiceField, **kwargs})


class WithItsWorkshop(RowChoiceField):
    """A choice among organisations of several workshops, each named with its own."""

    def label_from_instance(self, organisation: Any) -> str:
        """Return the name with the workshop."""
        return f"{organisation} ({organisation.workshop})"


def _describe_organisations(request: HttpRequest, own: WorkshopQuerySet) -> dict[str, Any]:
    """Return how organisations are chosen: those of the workshop that was chosen before, if one was."""
    chosen = request.POST.get("workshop") or request.GET.get("workshop")
    workshops = own.filter(pk=chosen) if chosen and _is_key(chosen) else own
    organisations = Organisation.objects.filter(workshop__in=workshops).shown().select_related("workshop")
    named = {"form_class": WithItsWorkshop} if workshops.count() > 1 else {}
    return {"queryset": organisations, **named}


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
