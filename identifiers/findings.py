"""What can be found, and what we tell the author about it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Where two passages overlap, the kind that stands first here names both."""

    NHS_NUMBER = "nhs_number"
    BIRTH_DATE = "birth_date"
    BED = "bed"
    WARD = "ward"
    STREET = "street"
    NATIONAL_INSURANCE = "national_insurance"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    NAME = "name"
    COLLEAGUE = "colleague"
    ONLY_ONE = "only_one"


MESSAGES: dict[Kind, Promise] = {
    Kind.NHS_NUMBER: _(
        "This looks like an NHS number. It belongs to one person only. Write “a patient” instead."
    ),
    Kind.BIRTH_DATE: _(
        "This looks like a date of birth. With it, people can find out who you mean. "
        "Write the age in round numbers instead, such as “a man in his seventies”."
    ),
    Kind.BED: _(
        "A bed or bay number shows who was there that day. Write “a patient on my ward” instead, "
        "or “a bed near the door” where the place matters."
    ),
    Kind.WARD: _(
        "A ward together with a person or an illness shows who it was. "
        "Write “a patient on one of our wards” instead."
    ),
    Kind.STREET: _(
        "This looks like where somebody lives. Write “a patient at home” or “near our clinic” instead."
    ),
    Kind.NATIONAL_INSURANCE: _(
        "This looks like a National Insurance number. It belongs to one person only. Leave it out."
    ),
    Kind.EMAIL: _(
        "An e-mail address leads to a person, perhaps to you. Leave it out. "
        "The design group can ask you questions here without knowing who you are."
    ),
    Kind.PHONE: _(
        "A phone number leads to a person or a small team, perhaps to you. Leave it out, "
        "or name the service if it is a public line."
    ),
    Kind.POSTCODE: _(
        "A postcode can be as few as 15 homes. Write the borough or “an estate near us” instead."
    ),
    Kind.NAME: _(
        "This looks like somebody’s name. They have not agreed to be named here. "
        "Write what they do instead, such as “a doctor” or “a woman we visit”."
    ),
    Kind.COLLEAGUE: _(
        "This looks like the name of somebody you work or live with. It can lead to them, and to you. "
        "Write what they do instead, such as “a manager”."
    ),
    Kind.ONLY_ONE: _(
        "If you are the only one, people who know your work can tell that you wrote this. "
        "Write “some of us” or “staff in my job” instead, or leave the place out."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage `text[start:end]` that could identify somebody; `holds`: by it alone the text is read first.

    It holds places and not the words, so that nothing is told where one is printed.
    """

    kind: Kind
    start: int
    end: int
    holds: bool = False

    @property
    def message(self) -> Promise:
        """Why the passage could identify somebody and what to write instead, in the reader's language."""
        return MESSAGES[self.kind]
