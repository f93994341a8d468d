"""What was given out, frozen: programmes and lessons as taught, copied media, and what was loaded."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImmutableError(Exception):
    """A frozen row was about to be changed or deleted."""


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once."""

    def update(self, **kwargs):
        raise ImmutableError("A frozen version cannot be changed.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise ImmutableError("A frozen version cannot be changed.")

    def delete(self):
        raise ImmutableError("A frozen version cannot be deleted.")

    delete.alters_data = True
    delete.queryset_only = True


class Frozen(models.Model):
    """A row that is written once and then only read."""

    created_at = models.DateTimeField(_("made on"), auto_now_add=True)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError("A frozen version cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError("A frozen version cannot be deleted.")


class ProgrammeVersion(Frozen):
    """A programme in one language as it stood when a cohort opened; `content` is the outline's JSON."""

    programme_key = models.UUIDField(_("programme"), db_index=True)
    language = models.CharField(_("language"), max_length=100)
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    content = models.TextField(_("content"))
    sha256 = models.CharField(max_length=64, unique=True)
    revision_pk = models.CharField(_("page revision"), max_length=40, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("programme version")
        verbose_name_plural = _("programme versions")
        constraints = [
            models.UniqueConstraint(
                fields=["programme_key", "language", "number"], name="programme_versions_are_numbered_once"
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.language}, {self.number})"


class LessonVersion(Frozen):
    """A lesson in one language, whole, as it was taught; `content` is its canonical JSON."""

    lesson_key = models.UUIDField(_("lesson"), db_index=True)
    language = models.CharField(_("language"), max_length=100)
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    content = models.TextField(_("content"))
    sha256 = models.CharField(max_length=64, unique=True)
    revision_pk = models.CharField(_("page revision"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("lesson version")
        verbose_name_plural = _("lesson versions")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_key", "language", "number"], name="lesson_versions_are_numbered_once"
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.language}, {self.number})"


class CopiedMedia(Frozen):
    """The bytes of a picture or recording that a frozen lesson shows, kept under their hash."""

    file_hash = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="curriculum/frozen")

    class Meta:
        verbose_name = _("copied media")
        verbose_name_plural = _("copied media")

    def __str__(self):
        return self.file_hash


class LoadedSource(models.Model):
    """Remembers the file that a page or snippet was last loaded from, so a second run changes nothing."""

    key = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("loaded source")
        verbose_name_plural = _("loaded sources")

    def __str__(self):
        return str(self.key)
