"""The work side: which idea was merged into which, and by whom. The votes stay where they are."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas.models.ideas import Idea
from workshops.models.people import Membership


class Merge(models.Model):
    """One idea was merged into another. Undoing it is to delete this row: every vote is still at its idea."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="merge")
    main = models.ForeignKey(
        Idea, on_delete=models.CASCADE, related_name="parts", verbose_name=_("merged into")
    )
    merged_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    # How many people's votes on the main idea itself were counted when the two were merged.
    main_voters = models.PositiveIntegerField(default=0)
    # Whether a release has taken it: from then on the votes of the part count for the main idea.
    counted = models.BooleanField(default=False)
    merged_on = models.DateField(_("merged on"), db_default=TruncDate(Now()))

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [models.CheckConstraint(condition=~Q(idea=F("main")), name="merge_of_two_ideas")]

    def __str__(self) -> str:
        return "merge"
