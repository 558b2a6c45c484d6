"""No page is forgotten: whatever the resolver knows is looked at, or it is no page."""

import re

from tests.addresses import list_addresses
from tests.browser.page_states import PAGE_STATES

# Addresses without a page of their own: name, and why nobody sees one there.
NO_PAGE = {
    "healthz": "JSON",
    "readyz": "JSON",
    "brand": "a style sheet",
    "leave": "leads elsewhere",
    "language": "takes what a form sends, and leads back",
    "moderation:decision": "takes what a form sends, and leads on",
    "organising:reminders": "takes what a form sends, and leads back",
    "moderation:skip": "takes what a form sends, and leads on",
    "moderation:letter": "takes what a form sends, and leads back",
    "moderation:undo": "takes what a form sends, and leads back",
    "moderation:reason_removal": "takes what a form sends, and leads back",
    "moderation:code_merge": "takes what a form sends, and leads on",
    "moderation:code_split": "takes what a form sends, and leads back",
    "moderation:code_parting": "takes what a form sends, and leads on",
    "moderation:coding_skip": "takes what a form sends, and leads on",
    "moderation:coding_removal": "takes what a form sends, and leads back",
    "moderation:voice_removal": "takes what a form sends, and leads back",
    "moderation:passage_removal": "takes what a form sends, and leads back",
    "moderation:note_removal": "takes what a form sends, and leads back",
    "moderation:note_reading": "takes what a form sends, and leads back",
    "moderation:sample_skip": "takes what a form sends, and leads on",
    "moderation:record_download": "a file",
    "workshops:similar": "takes what a form sends, and answers a part of a page",
    "workshops:material": "a file",
    "workshops:captions": "a file",
    "events:agenda": "a file",
    "events:desk_bookings_list": "a file",
    "results:export": "a file",
    "results:declaration_seal": "a file",
    "results:declaration_package": "a file",
    "results:declaration_poster": "a file",
    "results:declaration_report": "a file",
    "results:declaration_card": "a picture",
    "results:desk_cover": "needs an answer that came with a release: see tests/results/test_covering.py",
    "results:desk_edition_removal": "takes what a form sends, and asks first",
    "results:desk_reason_removal": "takes what a form sends, and leads back",
    "results:desk_foundation_picture": "a file",
    "results:part_picture": "a file",
    "results:desk_foundation_move": "takes what a form sends, and leads back",
    "results:desk_foundation_removal": "takes what a form sends, and leads back",
    "results:desk_statement_move": "takes what a form sends, and leads back",
    "results:desk_statement_removal": "takes what a form sends, and leads back",
    "results:desk_evidence": "takes what a form sends, and leads back",
    "results:desk_evidence_removal": "takes what a form sends, and leads back",
    "results:desk_lineage": "takes what a form sends, and leads back",
    "results:desk_status": "takes what a form sends, and leads back",
    "organising:idea_file_removal": "takes what a form sends, and leads back",
    "manifest": "JSON",
    "service_worker": "a script",
    "organising:idea_file_template": "a file",
    "organising:practice": "takes what a form sends, and leads to the copy",
    "organising:maker_removal": "takes what a form sends, and leads back",
    "organising:theme_move": "takes what a form sends, and leads back",
    "organising:theme_removal": "takes what a form sends, and leads back",
    "organising:material_move": "takes what a form sends, and leads back",
    "organising:material_removal": "takes what a form sends, and leads back",
    "organising:picture_removal": "takes what a form sends, and leads back",
    "organising:poster": "a file",
    "organising:slide": "a file",
    "organising:desk_poster": "a file",
    "organising:desk_slide": "a file",
    "organising:desk_packs": "a file",
    "organising:summary_document": "a file",
    "organising:summary_reader": "takes what a form sends, and leads back",
    "results:feed": "a feed",
    "pledges:case_study_picture": "a file",
    "pledges:desk_case_study_picture": "a file",
    "pledges:desk_assessment_rounds": "takes what a form sends, and leads back",
    "pledges:desk_pledge_showing": "takes what a form sends, and leads back",
    "results:verdict": "takes what a form sends, and leads back",
    "results:desk_exports": "the page of exports, at its address on the desk",
    "workshops:picture": "a file",
    "workshops:role": "takes what a form sends, and leads to the admin",
    "workshops:leaving": "takes what a form sends, and leads to the workshop",
    "workshops:pin_lock": "takes what a form sends, and leads back",
    "workshops:pin_removal": "takes what a form sends, and leads back",
    "code_letter": "takes what a form sends, and leads back",
    "address_letters": "takes what a form sends, and leads back",
    "workshops:comments": "takes what a form sends, and says 405 as the address of votes does",
    "account_login": "leads to the one box",
    "account_request_login_code": "leads to the one box",
    "account_signup": "leads to the one box",
    "account_inactive": "leads to the one box",
    "account_reauthenticate": "leads to the second factor",
    "mfa_authenticate": "leads to the one box: the code comes first here",
    "mfa_download_recovery_codes": "a file",
}
# Of the admin, the pages that staff work with.
ADMIN = re.compile(
    r"admin:(tables|workshops_(\w+_(changelist|change|add|list|removal|sheet)|staff|administrators|codes))"
)
# What the admin knows and does not let anybody do.
NOT_ADDED = {"admin:ideas_idea_add", "admin:ideas_comment_add"}


def is_page(name: str) -> bool:
    """Return whether somebody can see a page at the address with this name."""
    if name.startswith("admin:"):
        return bool(ADMIN.fullmatch(name)) and name not in NOT_ADDED
    return name not in NO_PAGE


def fits(pattern: str, address: str) -> bool:
    """Return whether an address of a page state is one that the resolver's pattern describes."""
    expression = re.sub(r"<[^>]+>", "[^/]+", pattern)
    return re.fullmatch(expression, address.partition("?")[0].removeprefix("/")) is not None


def list_forgotten(addresses: list[str]) -> list[str]:
    """Return the names of pages that none of these addresses leads to."""
    return [
        name
        for name, pattern in list_addresses()
        if is_page(name) and not any(fits(pattern, address) for address in addresses)
    ]


SEEN = [address for page_state in PAGE_STATES for address in (page_state.address, page_state.ends_at)]


def test_every_page_of_the_resolver_is_a_sight() -> None:
    assert list_forgotten(SEEN) == []


def test_a_page_without_a_sight_is_found() -> None:
    others = [address for address in SEEN if not address.endswith("/mine/")]
    assert list_forgotten(others) == ["workshops:mine"]


def test_every_address_without_a_page_is_still_there() -> None:
    assert NO_PAGE.keys() - {name for name, _pattern in list_addresses()} == set()


def test_no_two_sights_have_the_same_name() -> None:
    names = [page_state.name for page_state in PAGE_STATES]
    assert sorted(set(names)) == sorted(names)
