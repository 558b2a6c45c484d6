"""The table of ideas."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from moderation.admin.filters import StateFilter
from moderation.admin.items import ItemAdmin
from moderation.domain.review import list_moderated, mark_dangers


@admin.register(Idea)
class IdeaAdmin(ItemAdmin[Idea]):
    """Ideas of one's own workshops."""

    queue_title = _("Ideas")

    list_display = ["title", "told_danger", "theme", "intent", "status", "held", "published_on", "workshop"]
    list_filter = [
        StateFilter,
        ("workshop", admin.RelatedOnlyFieldListFilter),
        ("theme", admin.RelatedOnlyFieldListFilter),
        "intent",
        "held",
    ]
    list_select_related = ["theme", "workshop"]
    readonly_fields = [
        "title",
        "body",
        "theme",
        "intent",
        "workshop",
        "status",
        "reviewed",
        "published_on",
        "public_page",
        "desk_page",
    ]
    fields = tuple(readonly_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Idea]:
        """Return the ideas that this member of staff may know of."""
        return mark_dangers(list_moderated(request.user))
