"""What a visitor's walk over the published demo finds: from each sentence to what people wrote, and back."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from ideas.models import Idea
from moderation.models import Passage
from results.models import Audience, Edition, Foundation, Statement
from tests.demo.crawling import Visited, Walk, find_links, squeeze

HOME = "/workshops/our-declaration/"
START = f"{HOME}declaration/"


def find_statement(statement: Statement) -> str:
    return f"{START}{statement.edition.number}/{statement.ref}/"


def find_idea(idea: Idea) -> str:
    return f"{HOME}ideas/{idea.ref}/"


def list_statements() -> list[Statement]:
    return list(Statement.objects.select_related("edition"))


def list_wanted() -> set[str]:
    """Return the address of everything that there is to read of the Declaration and behind it."""
    editions = [f"{START}{number}/" for number in Edition.objects.values_list("number", flat=True)]
    parts = Foundation.objects.values_list("edition__number", "slug")
    asked = Audience.objects.exclude(statements=None)
    return {
        *editions,
        *(f"{one}not-used/" for one in editions),
        f"{START}2/changes/",
        *(f"{START}{number}/{slug}/" for number, slug in parts),
        *(f"{START}2/for/{one.slug}/" for one in asked),
        *map(find_statement, list_statements()),
        *map(find_idea, Idea.objects.published()),
    }


def find_without_evidence(found: Walk) -> list[str]:
    """Return the pages of statements that show nothing on which the statement stands."""
    pages = map(find_statement, list_statements())
    return [page for page in pages if not found.pages[page].root.find_class("evidence__row")]


def find_lost_ideas(found: Walk) -> list[str]:
    """Return the ideas from whose page neither their statement nor a reason is reached, and back again."""
    return [idea.title for idea in Idea.objects.published() if not is_answered(found, find_idea(idea))]


def is_answered(found: Walk, page: str) -> bool:
    (went,) = found.pages[page].root.find_class("went")
    statements = [found.pages[link] for link in find_links(went, page) if link in found.pages]
    reasons = [squeeze(one.text_content()) for one in went.find_class("went__words")]
    told = found.pages[f"{START}2/not-used/"].words
    leads_back = all(any(link.startswith(page) for link in one.links) for one in statements)
    return bool(statements or reasons) and leads_back and all(reason in told for reason in reasons)


def list_quotes(page: Visited, address: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each quote of a page with the links that stand in its row."""
    for row in page.root.find_class("evidence__row"):
        for quote in row.iter("blockquote"):
            assert isinstance(quote, HtmlElement)
            yield squeeze(quote.text_content()), find_links(row, address)


def find_wrong_quotes(found: Walk) -> tuple[list[str], int]:
    """Return the quotes that do not stand in their source word for word, and how many quotes there are."""
    passages = [squeeze(body) for body in Passage.objects.values_list("body", flat=True)]
    wrong, number = [], 0
    for address in map(find_statement, list_statements()):
        for quote, links in list_quotes(found.pages[address], address):
            sources = [found.pages[link.partition("#")[0]].words for link in links] or passages
            number += 1
            if not quote or not any(quote in source for source in sources):
                wrong.append(quote)
    return wrong, number
