"""What stands below an idea for all who read it: others like it, and its address to pass on."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from ideas.domain.catalogue import copy_ideas
from ideas.domain.search import find_others_like
from ideas.models import Idea
from ideas.views.cached_fragments import render_cached


def describe_beside(request: HttpRequest, idea: Idea, address: str) -> dict[str, Any]:
    """Return `address`, the idea's own in full, and `similar`, others like it; of published ones."""
    if idea.status != Idea.Status.PUBLISHED:
        return {}
    return {"address": request.build_absolute_uri(address), "similar": print_similar(idea)}


def print_similar(idea: Idea) -> SafeString:
    """Return the ideas that are like this published one, printed once for all readers; "" for none."""
    contexts = {(idea.pk,): partial(_describe_similar, idea)}
    return render_cached(idea.workshop, "workshops/_like_this.html", contexts)[idea.pk,]


def _describe_similar(idea: Idea) -> dict[str, Any]:
    """Return what is like the idea as all read it: its author may see other words in `idea` already."""
    shared = copy_ideas(idea.workshop, [idea.pk]).get(idea.pk)
    return {"similar": find_others_like(shared) if shared else []}
