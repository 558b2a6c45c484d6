"""What may be typed in about an idea of somebody else: a comment, a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.domain.comments import CommentText
from ideas.models import Comment, Report
from ideas.models.comments import COMMENT_LENGTH
from ideas.warned_form import WarnedForm
from ideas_platform.lib.long_text import LongTextField


class CommentForm(WarnedForm):
    """A comment, or a reply to the one that `parent` refers to."""

    parent = forms.CharField(widget=forms.HiddenInput, required=False)
    intent = forms.ChoiceField(
        label=_("What does your comment do?"),
        choices=Comment.Intent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what your comment does.")},
    )
    body = LongTextField(
        label=_("Your comment"),
        help_text=_("Name no person and no patient."),
        max_length=COMMENT_LENGTH,
        error_messages={
            "required": _("Write your comment."),
            "max_length": _(
                "Your comment is too long: %(limit_value)s characters at most, yours has %(show_value)s."
            ),
        },
    )

    def comment_text(self) -> CommentText:
        """Return what was written; the form must be valid."""
        return CommentText(self.cleaned_data["intent"], self.cleaned_data["body"])


class ReportForm(forms.Form):
    """Why the design group should look at something; `comment` refers to a comment, "" to the idea itself."""

    comment = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
