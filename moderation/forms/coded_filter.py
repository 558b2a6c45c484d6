"""Which coded texts somebody wants to see."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField
from moderation.domain.codebook import Codebook


class CodedFilter(PlainForm):
    """All boxes may stay empty."""

    words = LineField(label=_("Words in the text"), required=False, max_length=100)
    code = forms.ChoiceField(label=_("Code"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False, choices=[("", _("everybody")), ("me", _("me"))])

    def __init__(self, codebook: Codebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("all")), ("none", _("none of them"))]
        choices += [(str(code.pk), code.name) for code in codebook.living]
        cast("forms.ChoiceField", self.fields["code"]).choices = choices
