"""The rows of the access matrix for what follows a result, and what is sent there.

All that is public is for everybody, once a final edition is out. `community` is open, so nothing is there yet
but what its staff see on the desk.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.access_roles import row

EVERYBODY = row(*[200] * 9)
LED_ON = row(*[303] * 9)
NOT_YET = row(*[409] * 9)
NOBODY = row(*[404] * 9)
DESK = row(*[404] * 4, 200, 200, *[404] * 3)
# On the desk, an organiser alone decides.
ORGANISERS = row(*[404] * 4, 403, 200, *[404] * 3)
ORGANISERS_LED_ON = row(*[404] * 4, 403, 303, *[404] * 3)
ONLY_POST = row(*[405] * 9)
# The author takes part in the workshop that was signed; the others have not joined it.
WHO_WORKS_THERE = row(303, 303, 303, 200, 303, 303, 303, 303, 403)

# GET. What stands in the place of names is said in tests/access.py.
PLEDGES_READING: dict[str, dict[str, int]] = {
    "/workshops/community/pledges/": NOT_YET,
    "/workshops/<draft>/pledges/": row(*[404] * 8, 409),
    "/workshops/<signed>/pledges/": EVERYBODY,
    "/workshops/<signed>/pledges/new/": EVERYBODY,
    "/workshops/<signed>/pledges/sent/": EVERYBODY,
    "/workshops/<signed>/pledges/<pledge>/": EVERYBODY,
    "/workshops/<signed>/pledges/<pledge_waiting>/": NOBODY,
    "/workshops/<signed>/pledges/<pledge>/link/": EVERYBODY,
    "/workshops/<signed>/pledges/<pledge_waiting>/link/": NOBODY,
    "/workshops/<signed>/pledges/confirmation/<pledge_to_confirm>/": EVERYBODY,
    "/workshops/<signed>/pledges/confirmation/<token>/": NOBODY,
    "/workshops/<signed>/pledges/confirmation/<pledge_to_change>/": NOBODY,
    "/workshops/<signed>/pledges/change/<pledge_to_change>/": EVERYBODY,
    "/workshops/<signed>/pledges/change/<pledge_to_confirm>/": NOBODY,
    "/workshops/community/pledges/change/<pledge_to_change>/": NOT_YET,
    "/workshops/community/pledges/question/": row(303, 303, *[409] * 4, 303, 303, 409),
    "/workshops/<signed>/pledges/question/": WHO_WORKS_THERE,
    "/workshops/<signed>/pledges/<pledge>/answer/": WHO_WORKS_THERE,
    "/workshops/community/assessment/": NOT_YET,
    "/workshops/<signed>/assessment/": EVERYBODY,
    "/workshops/<signed>/assessment/answer/": WHO_WORKS_THERE,
    "/admin/desk/community/assessment/": DESK,
    "/admin/desk/<draft>/assessment/": NOBODY,
    "/admin/desk/community/assessment/rounds/": ONLY_POST,
    "/workshops/<signed>/pledges/<pledge_waiting>/answer/": row(303, 303, 303, 409, *[303] * 4, 403),
    "/workshops/community/case-studies/": NOT_YET,
    "/workshops/<signed>/case-studies/": EVERYBODY,
    "/workshops/<signed>/case-studies/new/": EVERYBODY,
    "/workshops/<signed>/case-studies/sent/": EVERYBODY,
    "/workshops/<signed>/case-studies/<study>/": EVERYBODY,
    "/workshops/<signed>/case-studies/<study_waiting>/": NOBODY,
    "/workshops/<signed>/case-studies/<study>/pictures/1/": EVERYBODY,
    "/workshops/<signed>/case-studies/<study>/pictures/9/": NOBODY,
    "/workshops/<signed>/case-studies/<study_waiting>/pictures/1/": NOBODY,
    "/workshops/<signed>/case-studies/<study>/link/": EVERYBODY,
    "/workshops/<signed>/case-studies/confirmation/<study_to_confirm>/": EVERYBODY,
    "/workshops/<signed>/case-studies/confirmation/<token>/": NOBODY,
    "/workshops/<signed>/case-studies/change/<study_to_change>/": EVERYBODY,
    "/workshops/<signed>/case-studies/change/<pledge_to_change>/": NOBODY,
    "/admin/desk/community/case-studies/": DESK,
    "/admin/desk/<draft>/case-studies/": NOBODY,
    "/admin/desk/community/case-studies/<study_here>/": DESK,
    "/admin/desk/community/case-studies/<study>/": NOBODY,
    "/admin/desk/community/case-studies/<study_here>/pictures/1/": DESK,
    "/admin/desk/community/case-studies/<study>/pictures/1/": NOBODY,
    "/admin/desk/community/pledges/": DESK,
    "/admin/desk/<draft>/pledges/": NOBODY,
    "/admin/desk/community/pledges/<pledge_here>/hiding/": ORGANISERS,
    "/admin/desk/community/pledges/<pledge>/hiding/": row(*[404] * 4, 403, *[404] * 4),
    "/admin/desk/community/pledges/<pledge_here>/showing/": ONLY_POST,
}
# POST with valid input, at the same addresses.
PLEDGES_WRITING: dict[str, dict[str, int]] = {
    "/workshops/community/pledges/new/": NOT_YET,
    "/workshops/<signed>/pledges/new/": LED_ON,
    "/workshops/<signed>/pledges/<pledge>/link/": LED_ON,
    "/workshops/<signed>/pledges/<pledge>/answer/": row(*[303] * 8, 403),
    "/workshops/<signed>/assessment/answer/": row(*[303] * 8, 403),
    "/admin/desk/community/assessment/": ORGANISERS_LED_ON,
    "/admin/desk/community/assessment/rounds/": row(*[404] * 4, 403, 409, *[404] * 3),
    "/workshops/<signed>/pledges/confirmation/<pledge_to_confirm>/": LED_ON,
    "/workshops/<signed>/pledges/confirmation/<token>/": NOBODY,
    "/workshops/<signed>/pledges/change/<pledge_to_change>/": LED_ON,
    "/workshops/community/case-studies/new/": NOT_YET,
    "/workshops/<signed>/case-studies/new/": LED_ON,
    "/workshops/<signed>/case-studies/<study>/link/": LED_ON,
    "/workshops/<signed>/case-studies/confirmation/<study_to_confirm>/": LED_ON,
    "/workshops/<signed>/case-studies/change/<study_to_change>/": LED_ON,
    "/admin/desk/community/case-studies/<study_here>/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/community/case-studies/<study>/": NOBODY,
    "/admin/desk/community/pledges/<pledge_here>/hiding/": ORGANISERS_LED_ON,
    "/admin/desk/community/pledges/<pledge>/hiding/": row(*[404] * 4, 403, *[404] * 4),
    "/admin/desk/community/pledges/<pledge_here>/showing/": row(*[404] * 4, 403, 409, *[404] * 3),
}
_PLEDGE = {
    "organisation": "Hollow Lane Hospice",
    "sentence": "We ring back within an hour.",
    "due_on": str(timezone.localdate() + timedelta(days=60)),
    "baseline_1": "One in ten.",
    "target_1": "Nine in ten.",
    "name": "Bo Chen",
    "job": "Nurse",
    "email": "bo@hollow.example",
    "agrees": "on",
}
_STUDY = {
    "title": "We ring back",
    "text": "We ring back within an hour.",
    "organisation": "Hollow Lane Hospice",
    "foundations": "nearby",
    "name": "Bo Chen",
    "job": "Nurse",
    "email": "bo@hollow.example",
    "agrees": "on",
}
# The first ending that fits counts.
PLEDGES_INPUT: dict[str, dict[str, str]] = {
    "/case-studies/new/": _STUDY,
    "/case-studies/<study>/link/": {"email": "bo@hollow.example"},
    "/case-studies/confirmation/<study_to_confirm>/": {},
    "/case-studies/change/<study_to_change>/": _STUDY,
    "/case-studies/<study_here>/": {"deed": "publish"},
    "/case-studies/<study>/": {"deed": "publish"},
    "/pledges/new/": _PLEDGE,
    "/pledges/<pledge>/answer/": {"value": "changed"},
    "/assessment/answer/": {"standing": "staff", "question_1": "2"},
    "/assessment/rounds/": {},
    "/assessment/": {"questions": "Do we listen?", "levels": "no\nsome\nyes", "version": "0"},
    "/pledges/<pledge>/link/": {"email": "bo@hollow.example"},
    "/pledges/confirmation/<pledge_to_confirm>/": {},
    "/pledges/confirmation/<token>/": {},
    "/pledges/change/<pledge_to_change>/": _PLEDGE,
    "/hiding/": {"reason": "The organisation does not know of it."},
    "/showing/": {},
}
