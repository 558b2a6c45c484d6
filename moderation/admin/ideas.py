"""The queue: read, publish, hide with a reason. It shows no author and no tag."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ideas_platform.lib.quiet_admin import QuietAdmin
from moderation.admin.filters import StateFilter
from moderation.admin.rulings import RulingForm, report
from moderation.domain.decisions import Outcome, decide, decide_all
from moderation.domain.queue import list_moderated
from moderation.models import Decision
from workshops.domain.staff import list_places
from workshops.models import Idea

MOST_AT_ONCE = 100


@admin.register(Idea)
class IdeaAdmin(QuietAdmin[Idea]):
    """Ideas of one's own workshops, to be looked at. Their texts cannot be changed here."""

    list_display = ["title", "theme", "intent", "status", "published_on", "workshop"]
    list_filter = [
        StateFilter,
        ("workshop", admin.RelatedOnlyFieldListFilter),
        ("theme", admin.RelatedOnlyFieldListFilter),
        "intent",
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
    ]
    fields = tuple(readonly_fields)
    actions = ["publish", "hide"]
    ordering = ["-published_on", "ref"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Idea]:
        """Return the ideas that this member of staff may know of."""
        return list_moderated(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether there is a queue for this user."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: Idea | None = None) -> bool:
        """Return whether the user belongs to the staff of some workshop, or is a site administrator."""
        return request.user.is_superuser or list_places(request.user).exists()

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Return whether the actions are offered; the domain asks again for each idea."""
        return self.has_view_permission(request)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Return False: ideas are written on the workshop's pages."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Idea | None = None) -> bool:
        """Return False: nobody edits what somebody else wrote."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Idea | None = None) -> bool:
        """Return False: what is hidden stays."""
        return False

    @admin.display(description=_("public page"))
    def public_page(self, idea: Idea) -> SafeString:
        """Return a link to what participants see."""
        return format_html('<a href="{}">{}</a>', idea.get_absolute_url(), idea.ref)

    @admin.action(description=_("Publish the chosen ideas"), permissions=["decide"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Idea]) -> HttpResponse | None:
        """Ask for a note, then publish."""
        return self._ask_or_decide(request, queryset, Decision.Verdict.PUBLISH)

    @admin.action(description=_("Hide the chosen ideas"), permissions=["decide"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Idea]) -> HttpResponse | None:
        """Ask for the reason, then hide."""
        return self._ask_or_decide(request, queryset, Decision.Verdict.HIDE)

    def get_urls(self) -> list[URLPattern]:
        """Return the admin's own addresses and that of a decision on one idea."""
        view = self.admin_site.admin_view(require_POST(self.decide_one))
        return [path("<uuid:key>/decision/", view, name="workshops_idea_decision"), *super().get_urls()]

    def decide_one(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Decide on one idea, from its page; asks again where the reason is missing."""
        idea = get_object_or_404(self.get_queryset(request).select_related("theme", "workshop"), pk=key)
        verdict = request.POST.get("verdict", "")
        if verdict not in Decision.Verdict.values:
            raise BadRequest
        form = RulingForm(verdict, request.POST)
        if not form.is_valid():
            return self._ask(request, [idea], form)
        actor = list_places(request.user).filter(workshop=idea.workshop_id).first()
        decide(actor=actor, idea=idea, ruling=form.ruling())
        report(request, form.ruling(), Outcome(done=1))
        return HttpResponseRedirect(reverse("admin:workshops_idea_changelist"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the queue."""
        return super().changelist_view(request, {"title": _("Ideas to look at"), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one idea with what was decided about it and the forms to decide."""
        idea = self.get_object(request, object_id)
        context = {
            "decisions": idea.decisions.order_by("decided_on", "pk") if idea else (),
            "forms": [RulingForm(verdict) for verdict in Decision.Verdict.values],
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _ask_or_decide(
        self, request: HttpRequest, queryset: QuerySet[Idea], verdict: str
    ) -> HttpResponse | None:
        ideas = list(queryset.select_related("theme", "workshop")[: MOST_AT_ONCE + 1])
        if len(ideas) > MOST_AT_ONCE:
            words = _("Choose at most %(number)d ideas at a time.") % {"number": MOST_AT_ONCE}
            self.message_user(request, words, messages.ERROR)
            return None
        form = RulingForm(verdict, request.POST if "decided" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, ideas, form)
        outcome = decide_all(user=request.user, ideas=ideas, ruling=form.ruling())
        report(request, form.ruling(), outcome)
        return None

    def _ask(self, request: HttpRequest, ideas: list[Idea], form: RulingForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish?") if form.verdict == Decision.Verdict.PUBLISH else _("Hide?"),
            "opts": self.opts,
            "ideas": ideas,
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/workshops/idea/decide.html", context, status=status)
