"""Lessons: the pages that are taught, with their goals, materials, rights and themes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from curriculum import blocks
from curriculum.forms import LessonForm
from curriculum.models.plain_titles import PLAIN_TITLE, PlainTitle
from curriculum.models.serving import LessonDoors
from curriculum.ordering import in_the_convention
from curriculum.panels import ReadinessPanel

BODY = blocks.LessonBody(
    [
        ("prose", blocks.ProseBlock()),
        ("opening", blocks.OpeningBlock()),
        ("activity", blocks.ActivityBlock()),
        ("role_play", blocks.RolePlayBlock()),
        ("discussion", blocks.DiscussionBlock()),
        ("homework", blocks.HomeworkBlock()),
        ("media", blocks.MediaBlock()),
        ("safeguarding", blocks.SafeguardingBlock()),
        ("handout", blocks.HandoutBlock()),
        ("sources", blocks.SourcesBlock()),
    ]
)


class LessonMixin(PlainTitle, LessonDoors, models.Model):
    """What a lesson page has, whatever page model a site uses."""

    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences for everybody."))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=90, help_text=_("Length of the session that this plan fills.")
    )
    child_ages = models.JSONField(_("ages of the children"), default=list, blank=True)
    body = StreamField(BODY, blank=True, verbose_name=_("Session plan"))
    rights = ParentalManyToManyField(
        "curriculum.Right", blank=True, related_name="+", verbose_name=_("rights of the child")
    )
    themes = ParentalManyToManyField(
        "curriculum.Theme", blank=True, related_name="+", verbose_name=_("themes")
    )

    base_form_class = LessonForm
    lesson_panels = [
        ReadinessPanel(),
        FieldPanel("summary"),
        InlinePanel("goals", heading=_("Goals"), label=_("Goal"), classname="collapsed"),
        InlinePanel("materials", heading=_("Materials"), label=_("Material"), classname="collapsed"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("child_ages"), FieldPanel("rights"), FieldPanel("themes")],
            heading=_("About this lesson"),
            classname="collapsed",
        ),
    ]
    lesson_search_fields = [index.SearchField("summary"), index.SearchField("body"), *PLAIN_TITLE]
    api_fields = [APIField("summary"), APIField("minutes"), APIField("body")]
    template = "curriculum/lesson_page.html"
    parent_page_types = ["curriculum.ModulePage"]
    subpage_types = []

    class Meta:
        abstract = True

    def rights_in_order(self):
        """The articles that this lesson serves, in the order of the Convention."""
        return sorted(self.rights.all(), key=lambda right: in_the_convention(right.article))


class LessonPage(LessonMixin, Page):
    content_panels = [*Page.content_panels, *LessonMixin.lesson_panels]
    search_fields = [*Page.search_fields, *LessonMixin.lesson_search_fields]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        permissions = [("read_facilitator_guide", _("Can read the facilitator's guide of lessons"))]

    def __str__(self):
        return self.title


class LessonGoal(TranslatableMixin, Orderable):
    """What each mother or father can do after the lesson."""

    page = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=400)

    panels = [FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    def __str__(self):
        return self.text


class LessonMaterial(TranslatableMixin, Orderable):
    """Something to take along, and whether it gets through the gate."""

    page = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="materials")
    name = models.CharField(_("material"), max_length=200)
    quantity = models.CharField(_("how many"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True, help_text=_("For example: paper only."))

    panels = [FieldPanel("name"), FieldPanel("quantity"), FieldPanel("note")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self):
        return self.name
