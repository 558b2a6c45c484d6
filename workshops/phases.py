"""What each phase of a workshop allows: the table that pages, admin and domain all use."""

from enum import StrEnum


class Phase(StrEnum):
    """Where a workshop is in its life; worked out from its dates and the clock of the database."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


class Deed(StrEnum):
    """What a phase may allow."""

    READ_BRIEF = "read_brief"
    JOIN = "join"
    ASK_FOR_NOTICE = "ask_for_notice"
    READ_IDEAS = "read_ideas"
    # Everybody reads the ideas and the result, without joining.
    READ_AS_VISITOR = "read_as_visitor"
    SUBMIT_IDEA = "submit_idea"
    EDIT_IDEA = "edit_idea"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    VOTE = "vote"
    ANSWER_POLL = "answer_poll"
    REPORT = "report"
    # What authors ask about their own texts, and that the design group covers what they said too much.
    ASK_TO_LOOK = "ask_to_look"
    ASK_TO_COVER = "ask_to_cover"
    COVER_AS_ASKED = "cover_as_asked"
    MODERATE = "moderate"
    # Organisations sign and send case studies, and members are asked what has changed.
    FOLLOW_UP = "follow_up"


# What goes on until the key is destroyed: harm does not wait for a phase.
LATE = frozenset({Deed.ASK_TO_COVER, Deed.COVER_AS_ASKED})
# "submit_idea" ends at `ideas_until`, inside the open phase; see Workshop.allows.
ALLOWED: dict[Phase, frozenset[Deed]] = {
    Phase.DRAFT: frozenset(),
    Phase.ANNOUNCED: frozenset({Deed.READ_BRIEF, Deed.JOIN, Deed.ASK_FOR_NOTICE}),
    Phase.OPEN: frozenset(Deed) - {Deed.ASK_FOR_NOTICE, Deed.READ_AS_VISITOR, Deed.FOLLOW_UP},
    Phase.CLOSED: frozenset({Deed.READ_BRIEF, Deed.READ_IDEAS, Deed.MODERATE, Deed.ASK_TO_LOOK, *LATE}),
    Phase.PUBLISHED: frozenset(
        {Deed.READ_BRIEF, Deed.READ_IDEAS, Deed.READ_AS_VISITOR, Deed.FOLLOW_UP, *LATE}
    ),
}
# Before people take part: most of how it is set up can still be changed.
NOT_YET_OPEN = frozenset({Phase.DRAFT, Phase.ANNOUNCED})
# While there is still something to come to.
BEFORE_THE_CLOSE = NOT_YET_OPEN | {Phase.OPEN}
# While the dates of what goes on can be moved: its result is not out.
RUNNING = frozenset({Phase.OPEN, Phase.CLOSED})
# Where all is told: nobody can vote any more.
OVER = frozenset({Phase.CLOSED, Phase.PUBLISHED})

# What a pause stops at once. One's own can still be taken back, and what is dangerous be reported.
STOPPED_BY_PAUSE = frozenset({Deed.SUBMIT_IDEA, Deed.EDIT_IDEA, Deed.COMMENT, Deed.VOTE, Deed.ANSWER_POLL})
