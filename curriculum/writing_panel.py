"""What waits for those who write lessons, on the first page of Wagtail's admin (QUERIES)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.coreutils import get_content_languages
from wagtail.models import GroupPagePermission, Locale, TaskState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from curriculum import querysets
from curriculum.models import LessonPage

SHOWN = 5


@dataclass(frozen=True)
class Task:
    """One thing that waits: a sentence, where to do it, and the first few pages it is about."""

    text: str
    url: str
    about: tuple[tuple[str, str], ...] = ()


class WritingPanel(Component):
    """Drafts, reviews, translations and old lessons; or the next step when nothing waits."""

    name = "writing"
    order = 130
    template_name = "curriculum/admin/writing_panel.html"

    def __init__(self, user: Any) -> None:
        self.tasks = [*_drafts(user), *_reviews(user), *_untranslated(user), *_due(user)]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"tasks": self.tasks, "name": self.name}


def is_for(user: Any) -> bool:
    """Whether this person writes, publishes or reviews pages."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


def _lessons_of(user: Any):
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return LessonPage.objects.filter(pk__in=mine.values("pk"))


def _listed(**filters: str) -> str:
    return f"{reverse('curriculum_lessons:index')}?{urlencode(filters)}"


def _drafts(user: Any) -> Iterator[Task]:
    page_model = GroupPagePermission._meta.get_field("page").related_model
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = page_model.objects.filter(pk__in=mine.values("pk"), has_unpublished_changes=True)
    total = drafts.count()
    if total:
        sentence = ngettext("%(n)d draft is waiting", "%(n)d drafts are waiting", total)
        about = tuple(
            (one.draft_title, reverse("wagtailadmin_pages:edit", args=[one.pk]))
            for one in drafts.order_by("-latest_revision_created_at", "pk")[:SHOWN]
        )
        yield Task(sentence % {"n": total}, reverse("wagtailadmin_explore_root"), about)


def _reviews(user: Any) -> Iterator[Task]:
    """Pages of which this person may say whether they can be published."""
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return
    waiting = TaskState.objects.reviewable_by(user).filter(
        revision__base_content_type=get_default_page_content_type()
    )
    total = waiting.count()
    if total:
        sentence = ngettext("%(n)d page waits for your review", "%(n)d pages wait for your review", total)
        first = waiting.select_related("revision").order_by("started_at", "pk")[:SHOWN]
        about = tuple(
            (one.revision.object_str, reverse("wagtailadmin_pages:edit", args=[one.revision.object_id]))
            for one in first
        )
        yield Task(sentence % {"n": total}, reverse("wagtailadmin_reports:workflow_tasks"), about)


def _untranslated(user: Any) -> Iterator[Task]:
    """One entry for each language of the content that lacks lessons."""
    names, lessons = get_content_languages(), _lessons_of(user).filter(live=True)
    for locale in Locale.objects.filter(language_code__in=names).order_by("pk"):
        missing = querysets.without_translation(lessons, locale).values("translation_key").distinct()
        total = missing.count()
        if total:
            sentence = ngettext(
                "%(n)d lesson has no translation: %(language)s",
                "%(n)d lessons have no translation: %(language)s",
                total,
            )
            values = {"n": total, "language": names[locale.language_code]}
            yield Task(sentence % values, _listed(untranslated=locale.language_code, state="live"))


def _due(user: Any) -> Iterator[Task]:
    due = querysets.due_for_review(_lessons_of(user))
    total = due.count()
    if total:
        sentence = ngettext("%(n)d lesson is due for review", "%(n)d lessons are due for review", total)
        about = tuple(
            (one.title, reverse("wagtailadmin_pages:edit", args=[one.pk]))
            for one in due.order_by("last_published_at", "pk").defer("body")[:SHOWN]
        )
        yield Task(sentence % {"n": total}, _listed(due="true"), about)
