"""Modules: groups of lessons in a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from curriculum import querysets
from curriculum.models.plain_titles import PLAIN_TITLE, PlainTitle


class ModuleMixin(PlainTitle, models.Model):
    """What a module page has, whatever page model a site uses."""

    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences for everybody."))

    module_panels = [FieldPanel("summary")]
    module_search_fields = [index.SearchField("summary"), *PLAIN_TITLE]
    api_fields = [APIField("summary")]
    template = "curriculum/module_page.html"
    parent_page_types = ["curriculum.ProgrammePage"]
    subpage_types = ["curriculum.LessonPage"]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "lessons": querysets.lessons_of(self)}


class ModulePage(ModuleMixin, Page):
    content_panels = [*Page.content_panels, *ModuleMixin.module_panels]
    search_fields = [*Page.search_fields, *ModuleMixin.module_search_fields]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def __str__(self):
        return self.title
