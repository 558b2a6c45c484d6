"""The table of comments."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment
from moderation.admin.filters import StateFilter
from moderation.admin.items import ItemAdmin
from moderation.domain.review import list_moderated_comments, mark_dangers


@admin.register(Comment)
class CommentAdmin(ItemAdmin[Comment]):
    """Comments on ideas of one's own workshops."""

    queue_title = _("Comments")

    list_display = [
        "excerpt",
        "told_danger",
        "idea_title",
        "intent",
        "status",
        "held",
        "published_on",
        "workshop",
    ]
    list_filter = [StateFilter, ("idea__workshop", admin.RelatedOnlyFieldListFilter), "intent", "held"]
    list_select_related = ["idea__workshop"]
    readonly_fields = [
        "body",
        "answers",
        "idea_title",
        "intent",
        "workshop",
        "status",
        "reviewed",
        "published_on",
        "public_page",
        "desk_page",
    ]
    fields = tuple(readonly_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Return the comments that this member of staff may know of."""
        return mark_dangers(list_moderated_comments(request.user))

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> str:
        """Return the beginning of the text."""
        return comment.excerpt

    @admin.display(description=_("idea"))
    def idea_title(self, comment: Comment) -> str:
        """Return the title of the idea that it is about."""
        return comment.idea.title

    @admin.display(description=_("workshop"))
    def workshop(self, comment: Comment) -> str:
        """Return the title of the workshop."""
        return str(comment.idea.workshop)

    @admin.display(description=_("answers"))
    def answers(self, comment: Comment) -> str:
        """Return the comment that this one answers, a dash where there is none."""
        return comment.parent.excerpt if comment.parent else "–"
