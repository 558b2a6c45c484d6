"""A queue: read, publish, hide with a reason. It shows no author and no tag."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ideas.domain.mutes import is_author_muted
from ideas.domain.warnings import Warnings, warn_about
from ideas.models import Comment, Idea
from ideas_platform.lib.quiet_admin import QuietAdmin
from moderation.admin.decision_form import DecisionForm
from moderation.admin.item_forms import find_form, is_open, list_forms
from moderation.admin.list_filters import KEPT, add_query, find_filters
from moderation.admin.publishing import PublishForm
from moderation.admin.several import SEEN, describe_plan, describe_rows
from moderation.domain.decisions import OPEN_TO, ChangedSince
from moderation.domain.review import list_reported_reasons
from moderation.domain.seen import find_change, read_seen
from moderation.domain.several import decide_all, plan_all
from moderation.models import Decision
from workshops.domain.staff import list_places

MOST_AT_ONCE = 100
RESULT = _("What was done")
Item = TypeVar("Item", Idea, Comment)


class DangerFirst(ChangeList):
    """A list in whichever order one likes, but first what somebody reported as a danger."""

    def get_results(self, request: HttpRequest) -> None:
        """Find what the page shows; where a decision has emptied the last page, the one before."""
        most = self.model_admin.get_paginator(request, self.queryset, self.list_per_page).num_pages
        self.page_num = min(self.page_num, most)
        super().get_results(request)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Return the order: danger, then as asked for."""
        return ["-danger", *super().get_ordering(request, queryset)]


class ItemAdmin(QuietAdmin[Item]):
    """Items of one's own workshops, to be looked at. Their texts cannot be changed here."""

    queue_title: ClassVar[str | Promise]
    too_many: ClassVar[str | Promise]
    related: ClassVar[tuple[str, ...]]

    actions = ["publish", "hide"]
    ordering = ["-published_on", "ref"]
    change_form_template = "admin/ideas/idea/change_form.html"
    change_list_template = "admin/ideas/idea/change_list.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether there is a queue for this user."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: Item | None = None) -> bool:
        """Return whether the user belongs to the staff of some workshop, or is a site administrator."""
        return request.user.is_superuser or list_places(request.user).exists()

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Return whether the actions are offered; the domain asks again for each item."""
        return self.has_view_permission(request)

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
        if not _is_danger(item):
            return ""
        return format_html('<strong class="danger">{}</strong>', _("danger reported"))

    @admin.display(description=_("public page"))
    def public_page(self, item: Item) -> SafeString:
        """Return a link to what participants see."""
        return format_html('<a href="{}">{}</a>', item.get_absolute_url(), item.ref)

    def action_checkbox(self, item: Item) -> SafeString:
        """Return the box that chooses the item, named by its words: a reference would tell nothing."""
        name = _("Choose “%(words)s”") % {"words": getattr(item, "title", "") or item.excerpt}
        box = CheckboxInput({"class": "action-select", "aria-label": name}, lambda _value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(item.pk))

    @admin.action(description=_("Publish the chosen %(verbose_name_plural)s"), permissions=["decide"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        """Ask for a note, then publish."""
        return self._ask_or_decide(request, queryset, Decision.Verdict.PUBLISH)

    @admin.action(description=_("Hide the chosen %(verbose_name_plural)s"), permissions=["decide"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        """Ask for the reason, then hide."""
        return self._ask_or_decide(request, queryset, Decision.Verdict.HIDE)

    def get_urls(self) -> list[URLPattern]:
        """Return the admin's own addresses and that of a decision on one item."""
        view = self.admin_site.admin_view(require_POST(self.decide_one))
        name = f"{self.opts.app_label}_{self.opts.model_name}_decision"
        return [path("<uuid:key>/decision/", view, name=name), *super().get_urls()]

    def decide_one(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Decide on one item, from its page; asks again where the reason is missing."""
        item = get_object_or_404(self.get_queryset(request).select_related(*self.related), pk=key)
        form = find_form(request.POST.get("verdict", ""), item, request.POST)
        if form is None:
            raise BadRequest
        if not form.is_valid():
            return self._ask_about_one(request, item, form)
        actor = list_places(request.user).filter(workshop=item.thread.workshop_id).first()
        try:
            done = form.decide(actor=actor, item=item)
        except ChangedSince:
            return self._ask_again(request, key, form)
        messages.success(request, done)
        address = self._queue(request) if form.verdict in OPEN_TO else self._keep(request, "change", key)
        return HttpResponseRedirect(address)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the queue."""
        return super().changelist_view(request, {"title": self.queue_title, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one item with what readers reported, what was decided, and the forms to decide."""
        item = self.get_object(request, object_id)
        context = self._describe(request, item) if item else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _describe(self, request: HttpRequest, item: Item) -> dict[str, Any]:
        """Return what the page of an item shows besides its own fields."""
        return {
            "decisions": item.decisions.order_by("decided_on", "pk"),
            "held": _mark(item) if item.held else None,
            "reported": list_reported_reasons(item),
            "danger": _is_danger(item),
            "muted": is_author_muted(item),
            "forms": list_forms(item),
            "decision_url": self._keep(request, "decision", item.pk),
        }

    def _ask_or_decide(
        self, request: HttpRequest, queryset: QuerySet[Item], verdict: str
    ) -> HttpResponse | None:
        if "decided" in request.POST:
            # Not narrowed by the list's filters: what somebody else decided meanwhile is told, not left out.
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            queryset = self.get_queryset(request).filter(pk__in=chosen)
        items = list(queryset.select_related(*self.related)[: MOST_AT_ONCE + 1])
        if len(items) > MOST_AT_ONCE:
            self.message_user(request, self.too_many % {"number": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = PublishForm(verdict, request.POST if "decided" in request.POST else None)
        if not form.is_valid():
            plan = plan_all(user=request.user, items=items, verdict=verdict)
            return self._show(request, form, describe_plan(self.opts, plan))
        seen = {item.pk: request.POST.get(f"{SEEN}{item.pk}", "") for item in items}
        rows = decide_all(user=request.user, items=items, new_decision=form.new_decision(), seen=seen)
        what_was_done = {**describe_rows(self.opts, verdict, rows), "title": RESULT}
        return self._show(request, form, what_was_done, status=200)

    def _ask_about_one(self, request: HttpRequest, item: Item, form: DecisionForm) -> HttpResponse:
        context = {"item": item, "texts": _mark(item), "decision_url": request.get_full_path()}
        return self._show(request, form, context)

    def _ask_again(self, request: HttpRequest, key: Any, form: DecisionForm) -> HttpResponse:
        """Tell what somebody else did meanwhile, and show the item and the form anew, with what was typed."""
        item = get_object_or_404(self.get_queryset(request).select_related(*self.related), pk=key)
        change = find_change(item, form.seen)
        asked = find_form(form.verdict, item, request.POST) or form
        asked.seen = read_seen(item)
        context = {
            "item": item,
            "texts": _mark(item),
            "change": change,
            "is_open": is_open(form.verdict, item),
            "item_url": self._keep(request, "change", item.pk),
            "decision_url": request.get_full_path(),
        }
        return self._show(request, asked, context, status=ChangedSince.status)

    def _show(
        self, request: HttpRequest, form: DecisionForm, more: dict[str, Any], *, status: int | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": form.words.question,
            "opts": self.opts,
            "form": form,
            "is_open": True,
            "queue_url": self._queue(request),
            **more,
        }
        status = status or (422 if form.is_bound else 200)
        return TemplateResponse(request, "admin/ideas/idea/decide.html", context, status=status)

    def _queue(self, request: HttpRequest) -> str:
        """Return the address of the list as it was: with its filters, its order and its page."""
        return add_query(self._address("changelist"), find_filters(request))

    def _keep(self, request: HttpRequest, page: str, *place: object) -> str:
        """Return the address of a page of an item that leads back to the list as it was."""
        filters = find_filters(request)
        return add_query(self._address(page, *place), urlencode({KEPT: filters}) if filters else "")

    def _address(self, page: str, *place: object) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=place)


def _is_danger(item: Idea | Comment) -> bool:
    """Return what `mark_dangers` found out in the query that loaded the item."""
    return bool(item.__dict__.get("danger", False))


def _mark(item: Idea | Comment) -> Warnings:
    """Return title and text of the item with what could show who somebody is."""
    return warn_about(title=getattr(item, "title", ""), body=item.body)
