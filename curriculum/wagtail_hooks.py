"""Wagtail's registration of curriculum: the lists of rights and themes in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

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
    items = (RightViewSet, ThemeViewSet)
    menu_label = _("Curriculum")
    menu_icon = "openquote"
    menu_order = 250


register_snippet(CurriculumViewSetGroup)
