"""A vote that was pressed while nobody was signed in: it waits, and is offered again where it was pressed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.authors import has_tag, seek_tag
from ideas.domain.catalogue import read_idea
from ideas.models import Idea
from voting.ballots.merge_links import find_merge_links, has_merge_links
from voting.ballots.vote_obstacles import find_vote_obstacle
from workshops.domain.visits import Visit, visit_workshop
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import Back, find_form
from workshops.sign_in.views.keeping import keep_for_sign_in

PART = "vote"
LONGEST = 2_000
ANSWER_WORDS = {
    "up": _("I like it"),
    "down": _("I don’t like it"),
    "unsure": _("Not sure"),
    "none": _("Undo"),
}


@dataclass(frozen=True)
class KeptVote:
    """A vote that waits: what its form sent, and what the page says of it.

    `place` is where it is kept, `obstacle` why it can be sent no more, "" where it can.
    """

    fields: Fields
    idea: Idea
    url: str
    place: str
    obstacle: str | Promise

    @property
    def answer(self) -> str | Promise:
        """What was pressed, as the button said it."""
        return ANSWER_WORDS[self.fields["value"]]

    @property
    def takes_back(self) -> bool:
        """Whether it takes an earlier vote back."""
        return self.fields["value"] == "none"

    @property
    def skipped(self) -> list[str]:
        """The references of what was skipped in the queue."""
        return self.fields["skipped"].split()


def keep_vote(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Keep a vote of who is not signed in or has not joined, and lead there and back to where it was pressed.

    Raises Http404 for a workshop that the visitor may not know of, TooMany where too many texts wait.
    """
    visit = visit_workshop(request.user, slug)
    return keep_for_sign_in(request, visit, _read(request, ref), find_return_address(request, slug, ref))


def read_vote(request: HttpRequest, match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what is kept of a vote that a page sent which was too old, and where it comes back."""
    slug, ref = match.kwargs["slug"], match.kwargs["ref"]
    fields = _read(request, ref) if request.POST.get("value") in ANSWER_WORDS else {}
    return fields, find_return_address(request, slug, ref)


def _read(request: HttpRequest, ref: str) -> Fields:
    fields = {name: request.POST.get(name, "")[:LONGEST] for name in ("value", "from", "back")}
    return fields | {"ref": ref, "skipped": " ".join(request.POST.getlist("skipped"))[:LONGEST]}


def find_return_address(request: HttpRequest, slug: str, ref: str) -> Back:
    """Return where a vote was pressed: in the queue, in a list, or on the page of the idea."""
    source = request.POST.get("from", "")
    if source == "queue":
        skipped = request.POST.getlist("skipped")
        return Back(f"{reverse('voting:next', args=[slug])}#{PART}", query={"skipped": skipped})
    if source == "list":
        path, _mark, query = find_list_address(request, slug).partition("?")
        lists = {name: values for name, values in QueryDict(query).lists() if name != "kept"}
        return Back(f"{path}#{PART}", query=lists)
    return Back(f"{reverse('workshops:idea', args=[slug, ref])}#{PART}")


def find_kept_vote(request: HttpRequest, visit: Visit) -> KeptVote | None:
    """Return the vote that waits here, None where none does or its idea is gone."""
    fields = find_form(request, PART)
    idea = read_idea(visit.workshop, fields["ref"]) if fields else None
    if fields is None or idea is None:
        return None
    return KeptVote(
        fields=fields,
        idea=idea,
        url=reverse("voting:vote", args=[visit.workshop.slug, idea.ref]),
        place=f"{request.path}#{PART}",
        obstacle=_find_obstacle(visit, idea),
    )


def _find_obstacle(visit: Visit, idea: Idea) -> str | Promise:
    """Return why a vote on the idea cannot be sent now; one on a merged idea goes to where that is told."""
    main = find_merge_links(idea).main if has_merge_links(idea) else None
    asked = main or idea
    mine = has_tag(asked, seek_tag(actor=visit.membership, idea=asked))
    return find_vote_obstacle(visit, asked, mine=mine)


def find_list_address(request: HttpRequest, slug: str) -> str:
    """Return the address of the list that a vote came from; of anything else only that of the whole list."""
    whole, own = (reverse(name, args=[slug]) for name in ("workshops:ideas", "voting:my_votes"))
    back = request.POST.get("back", "")
    path, _mark, _query = back.partition("?")
    is_list = path in {whole, own} and not {"\r", "\n", "#", "\\"} & set(back)
    return back if is_list else whole
