"""When the design group looks at texts, and how releases come."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organising.forms.step_form import StepForm, make_box
from workshops.models import Workshop


class ModerationForm(StepForm):
    """Moderation, reports, boards and releases."""

    class Meta:
        model = Workshop
        fields = (
            "moderation", "reporters_that_hold", "boards_after_votes", "minimum_members", "release_within",
        )  # fmt: skip
        formfield_callback = make_box
        labels = {"moderation": _("The design group reads each text")}
        help_texts = {
            "moderation": _(
                "Before: nothing shows until somebody has read it, which takes people every day. After: what "
                "could show who somebody is waits for the design group, and the rest shows."
            ),
            "boards_after_votes": _("So that people first think for themselves. 0: everybody sees boards."),
            "minimum_members": _("So many people must have joined before anything shows to others."),
        }
