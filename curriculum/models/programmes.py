"""Programmes: the top of the curriculum's tree."""

from django.db import models
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from curriculum import finding, querysets
from curriculum.models.plain_titles import PLAIN_TITLE, PlainTitle
from curriculum.models.serving import BookDoor
from curriculum.policies import reader_for


class ProgrammeMixin(PlainTitle, BookDoor, models.Model):
    """What a programme page has, whatever page model a site uses."""

    summary = models.TextField(_("summary"), help_text=_("Two or three sentences for everybody."))
    licence = models.CharField(_("licence"), max_length=100, blank=True, default="CC BY 4.0")

    programme_panels = [
        FieldPanel("summary"),
        FieldPanel("licence"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
    ]
    programme_search_fields = [index.SearchField("summary"), *PLAIN_TITLE]
    api_fields = [APIField("summary"), APIField("licence")]
    template = "curriculum/programme_page.html"
    subpage_types = ["curriculum.ModulePage"]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        modules = querysets.syllabus_of(self)
        return {**context, "modules": modules, "has_lessons": any(lessons for _module, lessons in modules)}

    @path("find/", name="find")
    def as_search(self, request):
        """Lessons by words, theme, article and age; everybody finds what they may read and no more."""
        wanted = finding.Wanted.from_query(request.GET)
        found = finding.find(self, wanted, reader_for(request.user, self), request)
        response = self.render(
            request, template="curriculum/find_page.html", context_overrides={"found": found}
        )
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, private=True)
        return response


class ProgrammePage(ProgrammeMixin, Page):
    content_panels = [*Page.content_panels, *ProgrammeMixin.programme_panels]
    search_fields = [*Page.search_fields, *ProgrammeMixin.programme_search_fields]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.title


class ProgrammeSource(TranslatableMixin, Orderable):
    """A text that the programme rests on."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=300)
    citation = models.CharField(_("citation"), max_length=500, blank=True)

    panels = [FieldPanel("title"), FieldPanel("citation")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title
