"""The demo's comments: all of the files, each by whom it should be."""

from django.db.models import F

from demo.comments import invent_speakers
from demo.content import read_content
from demo.invented_members import invent_crowd
from ideas.domain.comments import count_shown, list_thread
from ideas.models import Comment, Idea
from tests.demo.test_demo_content import all_comments
from workshops.models import Workshop


def test_the_speakers_are_the_same_each_time_and_of_the_groups_named() -> None:
    content = read_content()
    crowd = invent_crowd(content)
    said = invent_speakers(content, crowd)
    assert said == invent_speakers(content, crowd)
    assert len(said) == len(all_comments())
    for one in said:
        is_author = one.speaker == crowd.authors[one.idea]
        assert is_author == one.wanted.by_author
        assert is_author or crowd.members[one.speaker].group == one.wanted.group


def test_all_comments_are_loaded_published_and_decided(demo: Workshop) -> None:
    assert Comment.objects.published().count() == len(all_comments())
    assert Comment.objects.published().exclude(decisions=None).count() == len(all_comments())
    waiting = Comment.objects.for_review().values_list("held", "held_by_reports")
    assert sorted(waiting) == [(False, True), (True, False)]


def test_authors_are_marked_in_their_threads(demo: Workshop) -> None:
    threads = [list_thread(actor=None, idea=idea) for idea in Idea.objects.select_related("workshop")]
    posts = [post for thread in threads for top in thread for post in (top, *top.replies)]
    assert sum(count_shown(thread) for thread in threads) == len(all_comments())
    assert sum(post.is_by_author for post in posts) == sum(comment.by_author for comment in all_comments())


def test_no_comment_is_older_than_its_idea(demo: Workshop) -> None:
    assert Comment.objects.filter(idea__published_on__gt=F("published_on")).count() == 0
    assert Comment.objects.published().filter(published_on=None).count() == 0
