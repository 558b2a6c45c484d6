"""A queue: read, publish, hide with a reason. It shows no author and no tag."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ideas_platform.lib.quiet_admin import QuietAdmin
from moderation.admin.decision_form import DecisionForm
from moderation.admin.item_forms import find_form, list_forms
from moderation.admin.rulings import RulingForm, report
from moderation.domain.decisions import OPEN_TO, decide_all
from moderation.domain.queue import list_reported_reasons
from moderation.models import Decision
from workshops.domain.mutes import is_author_muted
from workshops.domain.staff import list_places
from workshops.domain.warnings import warn_about
from workshops.models import Comment, Idea

MOST_AT_ONCE = 100
Item = TypeVar("Item", Idea, Comment)


class ItemAdmin(QuietAdmin[Item]):
    """Items of one's own workshops, to be looked at. Their texts cannot be changed here."""

    queue_title: ClassVar[str | Promise]
    too_many: ClassVar[str | Promise]
    related: ClassVar[tuple[str, ...]]

    actions = ["publish", "hide"]
    ordering = ["-published_on", "ref"]
    change_form_template = "admin/workshops/idea/change_form.html"
    change_list_template = "admin/workshops/idea/change_list.html"

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
        name = f"workshops_{self.opts.model_name}_decision"
        return [path("<uuid:key>/decision/", view, name=name), *super().get_urls()]

    def decide_one(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Decide on one item, from its page; asks again where the reason is missing."""
        item = get_object_or_404(self.get_queryset(request).select_related(*self.related), pk=key)
        form = find_form(request.POST.get("verdict", ""), item, request.POST)
        if form is None:
            raise BadRequest
        if not form.is_valid():
            return self._ask(request, [item], form)
        actor = list_places(request.user).filter(workshop=item.thread.workshop_id).first()
        messages.success(request, form.decide(actor=actor, item=item))
        page = ("changelist",) if form.verdict in OPEN_TO else ("change", key)
        return HttpResponseRedirect(self._address(*page))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the queue."""
        return super().changelist_view(request, {"title": self.queue_title, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one item with what readers reported, what was decided, and the forms to decide."""
        item = self.get_object(request, object_id)
        context = {
            "decisions": item.decisions.order_by("decided_on", "pk") if item else (),
            "held": warn_about(title=getattr(item, "title", ""), body=item.body)
            if item and item.held
            else None,
            "reported": list_reported_reasons(item) if item else (),
            "muted": item is not None and is_author_muted(item),
            "forms": list_forms(item) if item else [],
            "decision_url": self._address("decision", object_id) if item else "",
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _ask_or_decide(
        self, request: HttpRequest, queryset: QuerySet[Item], verdict: str
    ) -> HttpResponse | None:
        items = list(queryset.select_related(*self.related)[: MOST_AT_ONCE + 1])
        if len(items) > MOST_AT_ONCE:
            self.message_user(request, self.too_many % {"number": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = RulingForm(verdict, request.POST if "decided" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, items, form)
        outcome = decide_all(user=request.user, items=items, ruling=form.ruling())
        report(request, self.opts, form.ruling(), outcome)
        return None

    def _ask(self, request: HttpRequest, items: list[Item], form: DecisionForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": form.words.question,
            "opts": self.opts,
            "items": items,
            "form": form,
            "queue_url": self._address("changelist"),
            "decision_url": "" if form.verdict in OPEN_TO else request.path,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/workshops/idea/decide.html", context, status=status)

    def _address(self, page: str, *place: object) -> str:
        return reverse(f"admin:workshops_{self.opts.model_name}_{page}", args=place)
