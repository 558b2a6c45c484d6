"""An admin that keeps no log and answers no question that its own filters do not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

Kind = TypeVar("Kind", bound=Model)

if TYPE_CHECKING:
    Base = admin.ModelAdmin
else:

    class Base(admin.ModelAdmin, Generic[Kind]):
        """Django's own class, which cannot be subscripted at run time."""


class QuietAdmin(Base[Kind]):
    """The base of every model's admin.

    Django's log would say who did what at which second, and an address like `?field__startswith=` would let
    a reader ask for what no page shows.
    """

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

    def history_view(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Raise Http404: there is no history to show."""
        raise Http404

    def lookup_allowed(self, lookup: str, _value: Any, request: HttpRequest | None = None) -> bool:
        """Return whether a list may be narrowed by this: only by what its filters offer."""
        offered = self.get_list_filter(request) if request else self.list_filter
        names = [_name_of(one) for one in offered]
        endings = ["", "__exact", "__id__exact", "__isnull"]
        return lookup in {f"{name}{ending}" for name in names for ending in endings}


def _name_of(offered: Any) -> str:
    if isinstance(offered, (list, tuple)):
        return str(offered[0])
    if isinstance(offered, type) and issubclass(offered, SimpleListFilter):
        return str(offered.parameter_name)
    return str(offered)
