"""CompletionRule: what a programme asks for before it gives a certificate."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

_PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


class CompletionRule(ClusterableModel):
    """One rule per programme; completion itself is a question computed on read."""

    programme_key = models.UUIDField(_("programme"), unique=True)
    share_percent = models.PositiveSmallIntegerField(
        _("share of the lessons, in percent"), default=75, validators=_PERCENT
    )
    minimum_minutes = models.PositiveIntegerField(_("minutes attended, at least"), null=True, blank=True)
    partial_percent = models.PositiveSmallIntegerField(
        _("a partial mark credits the lesson from … percent of its minutes"), default=50, validators=_PERCENT
    )
    endline_offered = models.BooleanField(
        _("the final questionnaire was offered"),
        default=True,
        help_text=_("Offered is enough: no score ever decides a certificate."),
    )

    class Meta:
        verbose_name = _("completion rule")
        verbose_name_plural = _("completion rules")

    def __str__(self):
        return str(self.programme_key)


class KeyLesson(models.Model):
    """A lesson that nobody may miss."""

    rule = ParentalKey(CompletionRule, on_delete=models.CASCADE, related_name="key_lessons")
    lesson_key = models.UUIDField(_("lesson"))

    class Meta:
        constraints = [models.UniqueConstraint(name="a_key_lesson_once", fields=["rule", "lesson_key"])]

    def __str__(self):
        return str(self.lesson_key)
