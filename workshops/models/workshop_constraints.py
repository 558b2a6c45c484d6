"""What the database refuses of a workshop, with the words for whoever set it so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_IN_A_RELEASE, FEWEST_REPORTERS_THAT_HOLD

# Minutes, from when a release is due to when it is made at the latest.
SHORTEST_WINDOW, LONGEST_WINDOW = 10, 24 * 60

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(rho__gte=0) & Q(rho__lte=1),
        name="workshop_rho_range",
        violation_error_message=_("This number must be between 0 and 1."),
    ),
    models.CheckConstraint(
        condition=Q(release_people__gte=FEWEST_IN_A_RELEASE) | Q(practice=True, release_people__gte=1),
        name="workshop_release_people",
        violation_error_message=_("A release needs at least ten people; fewer only in a practice workshop."),
    ),
    models.CheckConstraint(
        condition=Q(release_within__gte=SHORTEST_WINDOW) & Q(release_within__lte=LONGEST_WINDOW),
        name="workshop_release_within",
        violation_error_message=_("The longest wait is from 10 minutes to a day (1440 minutes)."),
    ),
    models.CheckConstraint(
        condition=Q(reporters_that_hold=0) | Q(reporters_that_hold__gte=FEWEST_REPORTERS_THAT_HOLD),
        name="workshop_reporters_that_hold",
        violation_error_message=_("At least three readers, or 0 for never: fewer could silence somebody."),
    ),
    models.CheckConstraint(
        condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=models.F("closes_at")),
        name="workshop_opens_before_it_closes",
        violation_error_message=_("The workshop must open before it closes."),
    ),
    models.CheckConstraint(
        condition=Q(practice=True) | Q(practice_ends_on=None),
        name="workshop_only_practice_ends",
        violation_error_message=_("Only a practice workshop has a last day."),
    ),
]
