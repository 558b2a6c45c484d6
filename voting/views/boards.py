"""The leaderboards."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.access import require_reading
from ideas_platform.lib.refusals import WrongPhase
from voting.domain.reading import (
    BOARD_WORDS,
    explain_entry,
    find_gate,
    find_movement,
    list_entries,
    say_chance,
)
from voting.models import Board, BoardEntry
from workshops.domain.releases import find_release_time
from workshops.domain.visits import Visit, visit_as_member
from workshops.rules import Deed

PAGE_SIZE = 20


@require_safe
def list_boards(request: HttpRequest, slug: str) -> HttpResponse:
    """List the boards, each with the sentence that explains it."""
    visit = _visit(request, slug)
    boards = [
        {
            "name": name,
            "title": words.title,
            "sentence": words.sentence,
            "url": reverse("voting:board", args=[slug, name]),
        }
        for name, words in BOARD_WORDS.items()
    ]
    context = {"workshop": visit.workshop, "boards": boards, "gate": find_gate(visit)}
    return render(request, "voting/boards.html", context)


@require_safe
def show_board(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show one board as of the last release."""
    visit = _visit(request, slug)
    if name not in Board.Name.values:
        raise Http404
    words = BOARD_WORDS[Board.Name(name)]
    gate = find_gate(visit)
    board = Board.objects.filter(workshop=visit.workshop, name=name).first()
    listed = list_entries(board) if board and not gate else BoardEntry.objects.none()
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = [describe_entry(visit, entry) for entry in page]
    context = {
        "workshop": visit.workshop,
        "board": {
            "title": words.title,
            "sentence": words.sentence,
            "explanation": words.explanation,
            "released_at": find_release_time(visit.workshop),
        },
        "entries": entries,
        "page_obj": page,
        "gate": gate,
        "missing": ""
        if entries or gate
        else _("No idea has enough votes yet. Ten votes from three organisations, and it can appear here."),
    }
    return render(request, "voting/board.html", context)


def describe_entry(visit: Visit, entry: BoardEntry) -> dict[str, Any]:
    """Return what the page shows of one entry; shares as whole per cent."""
    url = reverse("workshops:idea", args=[visit.workshop.slug, entry.idea.ref])
    return {
        "rank": entry.rank,
        "previous_rank": entry.previous_rank,
        "movement": find_movement(entry),
        "idea": {"title": entry.idea.title, "url": url},
        "up": entry.up,
        "down": entry.down,
        "unsure": entry.unsure,
        "n": entry.up + entry.down,
        "score": round(100 * entry.score),
        "low": round(100 * entry.low),
        "high": round(100 * entry.high),
        "chance_word": say_chance(entry.chance),
        "sentence": explain_entry(entry),
    }


def _visit(request: HttpRequest, slug: str) -> Visit:
    visit = visit_as_member(request.user, slug, back=request.path)
    require_reading("voting.read_boards", visit)
    if not visit.workshop.allows(Deed.READ_IDEAS):
        raise WrongPhase(_("The boards appear when the workshop is open."))
    return visit
