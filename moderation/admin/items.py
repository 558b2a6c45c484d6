"""The tables of ideas and comments, to look something up. They show no author and no tag."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Idea
from ideas_platform.lib.quiet_admin import QuietAdmin
from workshops.domain.staff import list_memberships

Item = TypeVar("Item", Idea, Comment)


class DangerFirst(ChangeList):
    """A list in whichever order one likes, but first what somebody reported as a danger."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Return the order: danger, then as asked for."""
        return ["-danger", *super().get_ordering(request, queryset)]

    def get_results(self, request: HttpRequest) -> None:
        """Find what the page shows; where decisions have emptied the last page, the one before."""
        most = self.model_admin.get_paginator(request, self.queryset, self.list_per_page).num_pages
        self.page_num = min(self.page_num, most)
        super().get_results(request)


class ItemAdmin(QuietAdmin[Item]):
    """Items of one's own workshops. Their texts cannot be changed here, and nothing is decided here."""

    queue_title: ClassVar[str | Promise]

    ordering = ["-published_on", "ref"]
    change_form_template = "admin/ideas/idea/change_form.html"
    change_list_template = "admin/ideas/idea/change_list.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether there is a table for this user."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: Item | None = None) -> bool:
        """Return whether the user belongs to the staff of some workshop, or is a site administrator."""
        return request.user.is_superuser or list_memberships(request.user).exists()

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Return False: items are written on the workshop's pages."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Item | None = None) -> bool:
        """Return False: nobody edits what somebody else wrote."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Item | None = None) -> bool:
        """Return False: what is hidden stays."""
        return False

    def get_changelist(self, *_args: Any, **_kwargs: Any) -> type[ChangeList]:
        """Return the list that puts dangers first."""
        return DangerFirst

    @admin.display(description=_("danger"))
    def told_danger(self, item: Item) -> SafeString | str:
        """Return the mark of what somebody reported as a danger."""
        if not item.__dict__.get("danger", False):
            return ""
        return format_html('<strong class="danger">{}</strong>', _("danger reported"))

    @admin.display(description=_("public page"))
    def public_page(self, item: Item) -> SafeString:
        """Return a link to what participants see."""
        return format_html('<a href="{}">{}</a>', item.get_absolute_url(), item.ref)

    @admin.display(description=_("decide about it"))
    def desk_page(self, item: Item) -> SafeString:
        """Return a link to its page on the desk, where its staff decide about it."""
        address = reverse("moderation:item", args=[item.thread.workshop.slug, item.ref])
        return format_html('<a href="{}">{}</a>', address, _("on the desk"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the table."""
        return super().changelist_view(request, {"title": self.queue_title, **(extra_context or {})})
