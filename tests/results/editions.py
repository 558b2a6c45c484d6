"""A published edition in plain values, for tests of what is printed and packed of it."""

from dataclasses import replace
from datetime import date

from results.published.edition import (
    ExplainedBoard,
    NotUsed,
    PublishedEdition,
    PublishedEvidence,
    PublishedFoundation,
    PublishedStatement,
    Rows,
)

PARTICIPATION = Rows(
    "participation",
    ("measure", "number", "definition"),
    (
        ("people", 1036, "People who have joined."),
        ("organisations", 104, "Organisations with at least one person who has joined."),
        ("boroughs", 32, "London boroughs with at least one person who has joined."),
        ("took part", 715, "People who have written, voted or answered the straw poll."),
        ("ideas", 212, "Ideas that have been published."),
        ("took part, borough: Camden", 45, "People who took part and told it."),
        ("took part, borough: Hackney", 30, "People who took part and told it."),
        ("took part, borough: others together", None, "10 people or more"),
    ),
)
POLL = Rows(
    "poll",
    ("option", "number", "supportive"),
    (("Completely", 310, True), ("Mostly", 220, True), ("A little", 41, False), ("Not at all", 12, False)),
)
BOARDS = Rows(
    "boards",
    (
        "board", "rank", "previous_rank", "ref", "title", "score", "low", "high", "chance_top10", "up",
        "down", "unsure", "clusters",
    ),
    (
        ("debated", 1, None, "q4rt", "Weekend visiting hours for all", 0.71, 0.4, 0.5, None, 40, 38, 3, ""),
        ("top", 1, 1, "b7xk", "One number for the community team", 0.81, 0.8, 0.9, 0.98, 84, 13, 2, "25+"),
        ("top", 2, 3, "m2pz", "A care plan that carers can read", 0.78, 0.7, 0.9, 0.91, 77, 15, 6, "10+"),
    ),
)  # fmt: skip
EVIDENCE = (
    PublishedEvidence(
        "code", "What many wrote about", "supports", "supports it", "Staff", "Reaching a person by phone"
    ),
    PublishedEvidence(
        "quote",
        "A passage",
        "supports",
        "supports it",
        "Staff",
        "I rang nine numbers on a Friday.",
        "idea",
        "b7xk",
    ),
    PublishedEvidence(
        "item",
        "An idea",
        "contradicts",
        "speaks against it",
        "Staff",
        "Keep local numbers, too",
        "idea",
        "q4rt",
    ),
    PublishedEvidence(
        "literature",
        "Literature",
        "adds",
        "adds to it",
        "Literature",
        "A. Author (2013), One front door.",
    ),
)


def make_edition() -> PublishedEdition:
    """Return a final edition with four foundations, as a real one could be."""
    return PublishedEdition(
        slug="community",
        workshop="Community services in London",
        title="Our Declaration for community services",
        address="https://ideas.example.org/workshops/community/declaration/",
        number=2,
        kind="final",
        kind_words="final edition",
        released_on=date(2026, 11, 3),
        preamble=(
            "We work in people’s homes, in clinics and on wards in every part of London. This is what we "
            "ask for, and what we promise.\n\nEach sentence can be followed to what people wrote."
        ),
        behind_it="The design group of forty staff, with service users and carers of eleven boroughs.",
        one_foundation="foundation",
        foundations=tuple(_make_foundation(number, *words) for number, words in enumerate(_WORDS, start=1)),
        not_used=(
            NotUsed(
                "code",
                "What many wrote about",
                "",
                "Parking",
                "The councils decide about it.",
            ),
            NotUsed("idea", "An idea", "w3nn", "Paint all vans green", "Nobody else asked for it."),
        ),
        tables=(PARTICIPATION, POLL, BOARDS),
        boards=(
            ExplainedBoard(
                "top", "Top ideas", "Ideas that most people like.", "We take the share of thumbs-up."
            ),
            ExplainedBoard(
                "debated", "Debated", "Ideas on which people are split.", "We take the smaller side."
            ),
        ),
        poll_headline="91% support it completely or mostly.",
    )


def make_odd_edition(odd: str) -> PublishedEdition:
    """Return the edition with this text in every place where somebody may write."""
    edition = make_edition()
    evidence = replace(EVIDENCE[0], words=odd)
    statement = replace(edition.foundations[0].statements[0], text=odd, audience=odd, evidence=(evidence,))
    first = replace(edition.foundations[0], title=odd, promise=odd, text=odd, statements=(statement,))
    return replace(
        edition,
        workshop=odd,
        title=odd,
        preamble=odd,
        behind_it=odd,
        foundations=(first,),
        not_used=(NotUsed("idea", "An idea", "w3nn", odd, odd),),
        tables=(PARTICIPATION, replace(POLL, rows=((odd, 3, True),)), BOARDS),
    )


_WORDS = (
    (
        "One front door",
        "Whoever needs us reaches a person who can help, with one call.",
        ("There is one number for each borough, answered by a person day and night.",
         "Whoever answers can book a visit, and does so before the call ends."),
    ),
    (
        "Time to care",
        "We plan rounds by what people need and not by minutes.",
        ("Commissioners pay for what a visit achieves.", "Travel counts as work.",
         "New staff walk beside somebody for four weeks."),
    ),
    (
        "One plan, and it is yours",
        "A care plan belongs to the person it is about; all of us write in the same one.",
        ("Every service can read and write the same care plan.", "Carers read it where the person agrees."),
    ),
    (
        "Heard at work",
        "Who sees a fault can say so, and learns what became of it.",
        ("Each team talks about what went wrong once a month, and writes down what it changes.",),
    ),
)  # fmt: skip


def _make_foundation(
    number: int, title: str, promise: str, statements: tuple[str, ...]
) -> PublishedFoundation:
    made = tuple(
        PublishedStatement(
            ref=f"s{number}{place}",
            number=f"{number}.{place}",
            text=text,
            audience="commissioners" if place == 1 else "",
            status="begun" if place == 2 else "",
            evidence=EVIDENCE if place == 1 else EVIDENCE[:2],
        )
        for place, text in enumerate(statements, start=1)
    )
    text = "Staff told us the same from every borough.\n\nIt has been tried in three of them."
    return PublishedFoundation(f"f{number}", number, title, promise, text, made)
