"""The answers to a released edition on the desk, and covering words of one that show who somebody is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other, sent_data
from results.domain.answering import takes_answers
from results.domain.consulted import list_words
from results.domain.covering import cover_words, find_words, list_covered
from results.domain.editions import read_parts
from results.domain.told_answers import Asked, read_told
from results.forms.covering import CoverAnswerForm
from results.models import Edition
from results.views.edition_page import edition_page, find_statement, find_status, lead_to, show_edition_page
from workshops.models import Membership


@require_safe
@edition_page
def show_answers(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show what was answered to each statement of a released edition, as of the last release of answers."""
    shares, verdicts = read_told(edition, Asked.CONSULTATION), read_told(edition, Asked.VERDICT)
    words = list_words(edition)
    rows = [
        {
            "number": number,
            "statement": one,
            "answers": shares.get(one.pk),
            "verdicts": verdicts.get(one.pk),
            "words": words.get(one.pk, []),
        }
        for part in read_parts(edition)
        for number, one in part.statements
    ]
    is_open = edition.is_released and takes_answers(edition)
    context = {"membership": membership, "rows": rows, "is_open": is_open, "covered": list_covered(edition)}
    return show_edition_page(request, edition, "answers", context)


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def cover_answer(
    request: HttpRequest, membership: Membership, edition: Edition, ref: str, key: str
) -> HttpResponse:
    """Show an answer by the name of its words and ask which to cover, and why; a POST covers them."""
    statement = find_statement(edition, ref)
    text = find_words(statement, key)
    if text is None:
        raise Http404
    form = CoverAnswerForm(text, sent_data(request))
    if form.is_bound and form.is_valid():
        cover_words(actor=membership, statement=statement, text=text, covering=form.covering())
        messages.success(request, _("The words are covered. Nobody can read them any more."))
        return see_other(lead_to(edition, "desk_answers"))
    context = {"membership": membership, "statement": statement, "text": text, "form": form}
    return show_edition_page(request, edition, "cover", context, status=find_status(form))
