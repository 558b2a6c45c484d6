"""The codebook of a workshop: read, added to, changed, merged and split."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from moderation.domain.code_changes import (
    CodeChanged,
    CodeGone,
    add_code,
    change_code,
    merge_codes,
    part_code,
    split_code,
)
from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.coded import count_by_code
from moderation.domain.notes import list_notes
from moderation.forms.code_form import CodeForm, MergeCodesForm, SplitCodeForm
from moderation.models import Code, CodeVersion
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_codebook(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the codebook; a POST adds a code."""
    codebook = read_codebook(membership.workshop)
    form = CodeForm(codebook, None, sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            code = add_code(actor=membership, text=form.read_text())
        except Unprocessable as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("“%(name)s” is in the codebook.") % {"name": code.name})
            return see_other(request.path)
    numbers = count_by_code(membership, codebook)
    families = [
        {
            "head": family.head,
            "rows": [{"code": one, "number": numbers.get(one.pk, 0)} for one in family.codes],
        }
        for family in codebook.families
    ]
    context = {"form": form, "families": families}
    return show_page(request, membership, "codebook", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show one code with what it said before; a POST changes it."""
    codebook, code = find_code(membership, key)
    if request.method != "POST":
        return _show(request, membership, codebook, code)
    form = CodeForm(codebook, code, request.POST)
    if not form.is_valid():
        return _show(request, membership, codebook, code, form=form)
    try:
        change_code(actor=membership, code=code, text=form.read_text(), version=read_version(request))
    except CodeChanged:
        return _show(request, membership, codebook, code, form=form, theirs=True)
    except (Unprocessable, CodeGone) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, membership, codebook, code, form=form)
    messages.success(request, _("Your change is saved."))
    return see_other(request.path)


@require_POST
@staff_page
def merge_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Merge a code into another, and lead there."""
    codebook, code = find_code(membership, key)
    form = MergeCodesForm(codebook, code, request.POST)
    if not form.is_valid():
        return _show(request, membership, codebook, code, merge_form=form)
    into = codebook.codes[UUID(form.cleaned_data["into"])]
    try:
        other = merge_codes(actor=membership, code=code, into=into, version=read_version(request))
    except (Unprocessable, CodeChanged, CodeGone) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, membership, codebook, code, merge_form=form)
    words = _("“%(name)s” counts for this code now. You can part them again.")
    messages.success(request, words % {"name": code.name})
    return see_other(reverse("moderation:code", args=[membership.workshop.slug, other.pk]))


@require_POST
@staff_page
def divide_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Split a code into several that stand below it."""
    codebook, code = find_code(membership, key)
    form = SplitCodeForm(request.POST)
    if not form.is_valid():
        return _show(request, membership, codebook, code, split_form=form)
    try:
        split_code(
            actor=membership, code=code, names=form.cleaned_data["names"], version=read_version(request)
        )
    except (Unprocessable, CodeChanged, CodeGone) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, membership, codebook, code, split_form=form)
    messages.success(request, _("The new codes are there. What was coded stays until you read it again."))
    return see_other(reverse("moderation:code", args=[membership.workshop.slug, code.pk]))


@require_POST
@staff_page
def free_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Part a code again from the one that it was merged into."""
    codebook = read_codebook(membership.workshop)
    code = codebook.codes.get(key)
    if code is None:
        raise Http404
    parted = part_code(actor=membership, code=code, version=read_version(request))
    messages.success(request, _("“%(name)s” stands for itself again.") % {"name": parted.name})
    return see_other(reverse("moderation:code", args=[membership.workshop.slug, parted.pk]))


def find_code(membership: Membership, key: UUID) -> tuple[Codebook, Code]:
    """Return the codebook and a code of it that stands for itself; raises Http404 where there is none."""
    codebook = read_codebook(membership.workshop)
    code = codebook.codes.get(key)
    if code is None or code.merged_into_id is not None:
        raise Http404
    return codebook, code


def _show(
    request: HttpRequest,
    membership: Membership,
    codebook: Codebook,
    code: Code,
    *,
    theirs: bool = False,
    **forms: Form,
) -> HttpResponse:
    wrong = any(form.errors for form in forms.values())
    status = CodeChanged.status if theirs else 422 if wrong else 200
    context: dict[str, Any] = {
        "form": _begin(codebook, code),
        "merge_form": MergeCodesForm(codebook, code),
        "split_form": SplitCodeForm(),
        **forms,
        "code": code,
        "theirs": theirs,
        "parent": codebook.codes.get(code.parent_id) if code.parent_id else None,
        "merged": list(codebook.list_merged(code)),
        "below": [one for one in codebook.living if one.parent_id == code.pk],
        "versions": _list_versions(code),
        "number_of_notes": list_notes(membership, code).count(),
        "number": count_by_code(membership, codebook).get(code.pk, 0),
    }
    return show_page(request, membership, "code", context, status=status)


def _begin(codebook: Codebook, code: Code) -> CodeForm:
    said = {"name": code.name, "definition": code.definition, "example": code.example}
    return CodeForm(codebook, code, initial={**said, "parent": str(code.parent_id or "")})


def _list_versions(code: Code) -> list[CodeVersion]:
    return list(code.versions.select_related("changed_by__user").order_by("-number"))
