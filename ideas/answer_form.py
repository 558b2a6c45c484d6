"""What the author of a text answers to a question of the design group."""

from django.utils.translation import gettext_lazy as _

from ideas.models.questions import ANSWER_LENGTH
from ideas.warned_form import WarnedForm
from ideas_platform.lib.long_text import LongTextField


class AnswerForm(WarnedForm):
    """An answer; whoever writes it is warned once of what in it could show who somebody is."""

    body = LongTextField(
        label=_("Your answer"),
        help_text=_("Do not say who you are, and name nobody else."),
        max_length=ANSWER_LENGTH,
        error_messages={
            "required": _("Write your answer."),
            "max_length": _(
                "Your answer is too long: %(limit_value)s characters at most, yours has %(show_value)s."
            ),
        },
    )
