"""What leads away from a question: found in every disguise, and not in what people ask."""

from __future__ import annotations

import time

import pytest

from identifiers.contacts import Contact, find_contacts
from tests.identifiers.test_speed import HOSTILE

LEADS_AWAY = {
    Contact.PAGE: """
        nhs.uk|see www.nhs.uk/x|https://a.b/c|hxxp://x|tel:112|bit.ly/abc|nhs . uk|example dot com
        |example (dot) com|example [.] com|example . com|example,com|nhs,uk|example point com|nhs d0t uk
        |n.h.s.u.k|e x a m p l e d o t c o m|end of it.Next one|ｎｈｓ．ｕｋ|nhs。uk|nhs․uk|nhs·uk|𝐧𝐡𝐬.𝐮𝐤
        |nhs\u200b.uk|n\u00adhs.u\u2060k|exam\u200bple.c\u200bom|nhs\n.uk|example.\ncom
    """,
    Contact.MAIL: "me@x.example|jo ＠ trust|jo [at] trust|jo (at) trust|insta: jo_nhs|my g-mail|gmail",
    Contact.NUMBER: """
        07700 900123|０７７００ ９００１２３|020 7946 0018|123456|12-34-56|12/34/56|O7700 9OO123
        |seven seven double oh nine|one, two, three, four|⓪⑦⑦⓪⓪⑨⓪⓪|192.168.1.1|07:700:900:123
    """,
    Contact.CODE: "use XK492PQ|A1B2C3|abc-123xy-z|AB-12-CD-34|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    Contact.SIGN: "аpple|☎|📞 us|مرحبا",
}
ASKED = [
    "Could you say this in other words?",
    "Is this about one place, or many? Do not name it.",
    "What happens at 9:00 to 5:30, e.g. at night, i.e. after 8 p.m.?",
    "Is it about COVID19 and 24-hour care, 7-day or 12-hour shifts?",
    "Since 2023-24, or 2024/25, or 2019–2021?",
    "About 1,200 people, £10,000 or £12,000? 10% or 12.5 %?",
    "Café staff said “no” – why… and who?",
    "The 65-year-old patients: who sees them on the 2nd and 3rd visit?",
    "What do band 5 and band 6 nurses say? One or two examples help, three at most.",
    "On Monday. It was late. Then nobody came",
    "This is on page 12 (see our policy). What is the point?",
    "Do you mean A&E?",
]


@pytest.mark.parametrize("kind", LEADS_AWAY)
def test_what_leads_away_is_found_in_every_disguise(kind: Contact) -> None:
    texts = [text.strip(" ") for text in LEADS_AWAY[kind].strip().split("|")]
    missed = [text for text in texts if kind not in find_contacts(text)]
    assert missed == []


def test_what_people_ask_is_left_alone() -> None:
    assert {text: found for text in ASKED if (found := find_contacts(text))} == {}


def test_the_passage_is_told_as_it_stands_there() -> None:
    found = find_contacts("Look at ｎｈｓ．ｕｋ? Or ring 07700 900123!")
    assert found == {Contact.PAGE: "ｎｈｓ．ｕｋ", Contact.NUMBER: "07700 900123", Contact.SIGN: "ｎ"}


def test_a_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    slow = [piece for piece in HOSTILE if _measure(piece) > 0.5]
    assert slow == []


def _measure(piece: str) -> float:
    text = (piece * 6_000)[:6_000]
    start = time.process_time()
    find_contacts(text)
    return time.process_time() - start
