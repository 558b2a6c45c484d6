"""How the queue can be narrowed."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea

EVERYTHING = "all"


class StateFilter(admin.SimpleListFilter):
    """Shows what nobody has looked at yet, unless another state is asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        """Return the states beside "to look at"."""
        shown = (Idea.Status.IN_REVIEW, Idea.Status.PUBLISHED, Idea.Status.HIDDEN)
        return [*((status.value, status.label) for status in shown), (EVERYTHING, _("all"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield the links; without a choice the list holds what is to be looked at."""
        default, *others = super().choices(changelist)
        yield {**default, "display": _("to look at")}
        yield from others

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return what is in the state asked for."""
        if self.value() == EVERYTHING:
            return queryset
        if self.value() is None:
            waiting: QuerySet[Any] = queryset.model.objects.for_review()
            return queryset & waiting
        return queryset.filter(status=self.value())
