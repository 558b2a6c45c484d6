"""Case studies, as briefly as tests need them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from pledges.domain.links import LinkFor, sign_link
from pledges.models import CaseStudy, CaseStudyContact, CaseStudyPicture
from results.domain.pictures import draw_picture
from tests.pledges.signed import SIGNER, make_signed
from workshops.models import Workshop


def draw_file(name: str = "door.png", comment: str = "") -> SimpleUploadedFile:
    """Return a small picture, as a browser sends it, with words in it that nobody sees."""
    out = BytesIO()
    picture = Image.new("RGB", (320, 180), (0, 94, 184))
    exif = Image.Exif()
    exif[0x010E] = comment
    picture.save(out, "PNG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def make_study(workshop: Workshop, status: str = "published", **fields: Any) -> CaseStudy:
    """Return a case study in this state with its contact and one picture."""
    today = timezone.localdate()
    usual = {
        "title": "A nurse who answers",
        "text": "We put **one nurse** on the telephone at night.",
        "organisation": "Riverside Trust",
        "foundations": ["nearby"],
        "sent_on": today,
        "published_on": today if status == "published" else None,
    }
    study = CaseStudy.objects.create(workshop=workshop, status=status, **{**usual, **fields})
    CaseStudyContact.objects.create(case_study=study, name="Ada Byron", job="Head of nursing", email=SIGNER)
    drawn = draw_picture(ContentFile(draw_file().read(), name="door.png"))
    CaseStudyPicture.objects.create(case_study=study, number=1, words="A blue door", **vars(drawn))
    return study


def find_study_token(study: CaseStudy, purpose: LinkFor) -> str:
    """Return what stands at the end of a link to this case study."""
    return sign_link(purpose, study.ref, CaseStudyContact.objects.get(case_study=study).link_key)


def tell_story(**fields: str) -> dict[str, str]:
    """Return what somebody sends who means well, without pictures."""
    usual = {
        "title": "We ring back",
        "text": "We ring back within an hour. It took one rota.",
        "organisation": "Hollow Lane Hospice",
        "foundations": "nearby",
        "name": "Bo Chen",
        "job": "Nurse",
        "email": "bo@hollow.example",
        "agrees": "on",
    }
    return {**usual, **fields}


def make_studied(workshop: Workshop) -> dict[str, str]:
    """Make case studies in a published workshop; return what addresses name."""
    study = make_study(workshop)
    waiting = make_study(workshop, "unconfirmed", title="Waits")
    return {
        "study": study.ref,
        "study_waiting": waiting.ref,
        "study_to_confirm": find_study_token(waiting, LinkFor.CONFIRMING),
        "study_to_change": find_study_token(study, LinkFor.CHANGING),
    }


def make_signed_and_studied() -> dict[str, str]:
    """Make a published workshop with pledges and case studies; return what its addresses name."""
    places = make_signed()
    return {**places, **make_studied(Workshop.objects.get(slug=places["signed"]))}
