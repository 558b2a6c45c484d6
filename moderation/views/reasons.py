"""The workshop's own words for reasons: seen, added, taken away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from moderation.domain.reason_templates import add_template, list_templates, remove_template
from moderation.forms.reason_template_form import ReasonTemplateForm
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_reasons(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the words that go with reasons; a POST adds some."""
    form = ReasonTemplateForm(sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            add_template(membership.workshop, form.cleaned_data["reason"], form.cleaned_data["words"])
        except Unprocessable as refusal:
            form.add_error("words", str(refusal))
        else:
            return see_other(request.path)
    context = {"form": form, "rows": list_templates(membership.workshop)}
    return show_page(request, membership, "reasons", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def remove_reason(_request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Take words away; gone already is gone."""
    remove_template(membership.workshop, key)
    return see_other(reverse("moderation:reasons", args=[membership.workshop.slug]))
