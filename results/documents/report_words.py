"""The fixed words of the report."""

from django.utils.translation import gettext as _


def list_words() -> dict[str, str]:
    """Return headings and sentences by what they are for."""
    return _list_headings() | _list_columns() | _list_sentences()


def _list_headings() -> dict[str, str]:
    return {
        "contents": _("What is in it"),
        "declaration": _("The Declaration"),
        "participation": _("Who took part"),
        "poll": _("The straw poll"),
        "boards": _("What people think of the ideas"),
        "method": _("How it was counted"),
        "evidence": _("What each statement rests on"),
        "not_used": _("What no statement rests on"),
        "samples": _("What may be missing"),
        "suggestions": _("How true suggested codes were"),
        "lineage": _("What changed since the last edition"),
        "statuses": _("What became of it"),
    }


def _list_columns() -> dict[str, str]:
    """Return the heads of the columns of tables."""
    return {
        "what": _("What"),
        "number": _("Number"),
        "counts": _("What it counts"),
        "answer": _("Answer"),
        "people": _("People"),
        "share": _("Share"),
        "place": _("Place"),
        "idea": _("Idea"),
        "up": _("For"),
        "down": _("Against"),
        "unsure": _("Not sure"),
        "kind": _("Kind"),
        "told": _("It said: right"),
        "was_right": _("It was right"),
        "was_taken": _("It was taken"),
        "statement": _("Statement"),
        "deed": _("What was done"),
        "before": _("What it said before"),
        "why": _("Why"),
        "state": _("How far it is"),
        "since": _("Since"),
        "said": _("What was said about it"),
        "reason": _("Why not"),
    }


def _list_sentences() -> dict[str, str]:
    return {
        "participation_intro": _(
            "These are the numbers of the workshop’s page. No number is so exact that it could show a person."
        ),
        "no_poll": _("There was no straw poll, or fewer than five people answered it."),
        "boards_intro": _(
            "Each board answers a question of its own. Here are the first ten of each. Where fewer than five "
            "people have voted, we do not say how."
        ),
        "evidence_intro": _(
            "Staff, service users and carers, and the literature stand side by side. We never add them up. "
            "What speaks against a statement is listed as well."
        ),
        "no_evidence": _("Nothing is listed for this statement."),
        "not_used_intro": _("Each of these was read. This is why no statement rests on it."),
        "samples_intro": _(
            "Some texts were drawn by lot and read once more, to see what this Declaration lacks. All "
            "samples are told here."
        ),
        "suggestions_intro": _(
            "A program suggested codes to those who coded, and said how often it is right. It ran on the "
            "computer of this site."
        ),
        "lineage_intro": _("What has no number was dropped. What is new said nothing before."),
        "statuses_intro": _(
            "This is what was known when this report was made. Later news stands on the pages of statements."
        ),
        "nothing_left": _("Every idea has shaped a statement."),
    }
