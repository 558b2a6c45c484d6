"""An admin that keeps no log and answers no question that its own filters do not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

if TYPE_CHECKING:
    QuietBase = admin.ModelAdmin[Model]
else:
    QuietBase = admin.ModelAdmin


class QuietAdmin(QuietBase):
    """The base of every model's admin.

    Django's log would say who did what at which second, and an address like `?field__startswith=` would let
    a reader ask for what no page shows.
    """

    view_on_site = False
    list_per_page = list_max_show_all = 50

    def log_addition(self, _request: HttpRequest, _obj: Any, _message: Any) -> LogEntry | None:  # type: ignore[override]
        """Keep nothing."""
        return None

    def log_change(self, _request: HttpRequest, _obj: Any, _message: Any) -> LogEntry | None:  # type: ignore[override]
        """Keep nothing."""
        return None

    def log_deletions(self, _request: HttpRequest, _queryset: Any) -> list[LogEntry]:  # type: ignore[override]
        """Keep nothing."""
        return []

    def history_view(
        self, _request: HttpRequest, _object_id: str, _extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Answer as if the page did not exist: there is no history to show."""
        raise Http404

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Return whether a list may be narrowed by this: only what its filters offer."""
        offered = self.get_list_filter(request) if request else self.list_filter
        return any(lookup == name or lookup.startswith(f"{name}__") for name in map(_name_of, offered))


def _name_of(offered: Any) -> str:
    if isinstance(offered, (list, tuple)):
        return str(offered[0])
    if isinstance(offered, type) and issubclass(offered, SimpleListFilter):
        return str(offered.parameter_name)
    return str(offered)
