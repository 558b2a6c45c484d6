"""An admin that keeps no log and answers no question that its own filters do not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, ValidationError
from django.db import IntegrityError
from django.db.models import CharField, Field, Model, TextField
from django.http import Http404, HttpRequest, HttpResponse

from ideas_platform.lib.beside_fields import BesideFields
from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from ideas_platform.lib.stale_forms import (
    CLASHES,
    FIELD,
    SAVED_SINCE,
    Row,
    Stale,
    list_differences,
    mark,
    read_rows,
    refusing,
)

Kind = TypeVar("Kind", bound=Model)
BOXES: dict[type[Field], type[LineField]] = {CharField: LineField, TextField: LongTextField}  # type: ignore[type-arg]

if TYPE_CHECKING:
    Base = admin.ModelAdmin
else:

    class Base(admin.ModelAdmin, Generic[Kind]):
        """Django's own class, which cannot be subscripted at run time."""


class TidyBoxes(admin.options.BaseModelAdmin):  # type: ignore[type-arg]
    """Boxes for text that take out what cannot be seen and what controls the rest."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the box for a column; addresses and choices have boxes of their own."""
        box = NameField if db_field.name == "name" else BOXES.get(type(db_field))
        if box and not db_field.choices:
            kwargs["form_class"] = box
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class QuietAdmin(TidyBoxes, Base[Kind]):
    """The base of every model's admin.

    Django's log would say who did what at which second, and an address like `?field__startswith=` would let
    a reader ask for what no page shows.
    """

    form = BesideFields
    view_on_site = False
    list_per_page = list_max_show_all = 50

    def log_addition(self, *_args: Any, **_kwargs: Any) -> Any:
        """Keep nothing."""

    def log_change(self, *_args: Any, **_kwargs: Any) -> Any:
        """Keep nothing."""

    def log_deletions(self, *_args: Any, **_kwargs: Any) -> Any:
        """Keep nothing."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, or do something with what was chosen; raises BadRequest for keys that are none."""
        for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
            try:
                self.opts.pk.to_python(key)
            except ValidationError as error:
                raise BadRequest from error
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save one entry; what somebody saved meanwhile is told before it is written over."""
        rows = self._read_rows(request, object_id)
        stale = _find_stale(request, rows)
        if stale is None:
            try:
                return super().changeform_view(request, object_id, form_url, _with_mark(rows, extra_context))
            except IntegrityError:
                rows = self._read_rows(request, object_id)
                stale = Stale(CLASHES, list_differences(rows, request.POST))
        request.stale = stale  # type: ignore[attr-defined]
        context = {**_with_mark(rows, extra_context), "stale": stale}
        return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form; one that comes back because it is stale is never valid."""
        form = super().get_form(request, obj, change=change, **kwargs)
        stale = getattr(request, "stale", None)
        return refusing(form, stale.reason) if stale else form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return the page; errors go by another name, so that our words stand in the place of Django's.

        After a mistake head, ways and what cannot be edited are as they are stored, not as they were typed.
        """
        context["wrong"] = context.pop("errors", None)
        stored = context.get("original") if context["wrong"] else None
        if stored is not None and (stored := self.get_object(request, str(stored.pk))) is not None:
            context |= {"original": stored, "subtitle": str(stored)}
            context["adminform"].form.instance = stored
        return super().render_change_form(request, context, *args, **kwargs)

    def _read_rows(self, request: HttpRequest, key: str | None) -> list[Row]:
        obj = self.get_object(request, unquote(key)) if key else None
        if obj is None or not self.has_change_permission(request, obj):
            return []
        return read_rows(self, request, obj)

    def history_view(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Raise Http404: there is no history to show."""
        raise Http404

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Kind | None:
        """Return the object with this key, None for none. Django fails where an address names no field."""
        found: Kind | None = super().get_object(request, object_id, from_field or None)
        return found

    def lookup_allowed(self, lookup: str, _value: Any, request: HttpRequest | None = None) -> bool:
        """Return whether a list may be narrowed by this: only by what its filters offer."""
        offered = self.get_list_filter(request) if request else self.list_filter
        names = [_name_of(one) for one in offered]
        endings = ["", "__exact", "__id__exact", "__isnull"]
        return lookup in {f"{name}{ending}" for name in names for ending in endings}


def _with_mark(rows: list[Row], extra: dict[str, Any] | None) -> dict[str, Any]:
    return {**(extra or {}), "seen_mark": mark(rows) if rows else ""}


def _find_stale(request: HttpRequest, rows: list[Row]) -> Stale | None:
    """Return what differs where the form was opened before what is stored now, None where it was not."""
    sent = request.POST.get(FIELD)
    if request.method != "POST" or not sent or not rows or mark(rows) == sent:
        return None
    return Stale(SAVED_SINCE, list_differences(rows, request.POST))


def _name_of(offered: Any) -> str:
    if isinstance(offered, (list, tuple)):
        return str(offered[0])
    if isinstance(offered, type) and issubclass(offered, SimpleListFilter):
        return str(offered.parameter_name)
    return str(offered)
