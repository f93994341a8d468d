"""Wagtail's registration of curriculum: its lists in the menu, its panel and its own addresses."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from curriculum import writing_panel
from curriculum.lesson_list import LessonListViewSet
from curriculum.models import Right, Theme


class RightViewSet(SnippetViewSet):
    model = Right
    icon = "group"
    list_display = ["article", "title", "locale"]
    ordering = ["article"]


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug", "locale"]
    ordering = ["name"]


class CurriculumViewSetGroup(SnippetViewSetGroup):
    items = (LessonListViewSet, RightViewSet, ThemeViewSet)
    menu_label = _("Curriculum")
    menu_icon = "openquote"
    menu_order = 250


register_snippet(CurriculumViewSetGroup)


@hooks.register("register_admin_urls")
def admin_addresses():
    return [path("curriculum/", include("curriculum.admin_urls"))]


@hooks.register("construct_homepage_panels")
def lessons_in_the_making(request, panels):
    """What waits for those who write, on the first page of the admin."""
    if writing_panel.is_for(request.user):
        panels.append(writing_panel.WritingPanel(request.user))
