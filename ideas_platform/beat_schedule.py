"""What beat starts, and how often: seconds. What nobody has taken up by then is dropped."""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    "release what is due": {
        "task": "voting.tasks.start_due_releases",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "release answers to the Declaration": {
        "task": "results.tasks.start_answer_releases",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "let late answers to the Declaration lapse": {
        "task": "results.tasks.lapse_late_answers",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "make exports": {
        "task": "results.tasks.make_exports",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "bring ideas in": {
        "task": "organising.tasks.bring_ideas_in",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "send waiting e-mail": {
        "task": "workshops.tasks.send_outbox",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "write letters that are due": {
        "task": "workshops.tasks.write_letters",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "write digests that are due": {
        "task": "ideas.tasks.write_digests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "delete old lists of events": {
        "task": "events.tasks.delete_old_lists",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "write summaries that are due": {
        "task": "organising.tasks.write_summaries",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "watch the dates of openings": {
        "task": "workshops.tasks.watch_dates",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # Looks often: the first look of a night does it, and one that an export was in the way of is made up for.
    "scramble": {
        "task": "workshops.tasks.scramble_at_night",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "let late texts lapse": {
        "task": "ideas.tasks.lapse_late_texts",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "pass on what authors ask after the close": {
        "task": "ideas.tasks.pass_on_requests",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "let late votes lapse": {
        "task": "voting.tasks.lapse_late_votes",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "destroy keys": {
        "task": "voting.tasks.shred_due_keys",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "tell design groups before the close": {
        "task": "moderation.tasks.write_before_the_close",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "write daily letters": {
        "task": "moderation.tasks.write_letters_of_the_day",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "end claims": {"task": "moderation.tasks.end_claims", "schedule": 60.0, "options": {"expires": 60}},
    "end unanswered questions": {
        "task": "moderation.tasks.end_unanswered_questions",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "work out likeness": {
        "task": "moderation.tasks.start_likeness",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "tidy what was signed": {
        "task": "pledges.tasks.tidy_signed",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "begin and end rounds about pledges": {
        "task": "pledges.tasks.keep_rounds",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "tidy": {"task": "workshops.tasks.tidy", "schedule": 60.0, "options": {"expires": 60}},
}
