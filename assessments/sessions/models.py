"""Session, the append-only journal of ops, attendance as its projection, and moves to a newer version."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import scope
from assessments.sessions.querysets import (
    AttendanceQuerySet,
    OpQuerySet,
    SessionQuerySet,
    VersionMoveQuerySet,
)


class Session(scope.FacilityScoped):
    """One meeting of a cohort: local date, local time and the facility's zone; delivers a lesson or none."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        SHORTENED = "shortened", _("shortened")
        CANCELLED = "cancelled", _("cancelled")
        POSTPONED = "postponed", _("postponed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey("assessments.Cohort", on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    on = models.DateField(_("day"))
    at = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=40)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"))
    minutes_delivered = models.PositiveSmallIntegerField(_("minutes held"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PLANNED)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    counted = models.PositiveSmallIntegerField(_("signatures counted"), null=True, blank=True)
    lesson_key = models.UUIDField(null=True, blank=True)
    lesson_number = models.PositiveSmallIntegerField(_("lesson"), null=True, blank=True)
    lesson_title = models.CharField(_("lesson"), max_length=160, blank=True)
    lesson_language = models.CharField(max_length=8, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SessionQuerySet.as_manager()

    agrees_with = ("cohort",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(name="session_numbers_differ_in_a_cohort", fields=["cohort", "number"]),
            models.CheckConstraint(
                name="cancelled_or_postponed_session_has_a_reason",
                condition=~Q(status__in=["cancelled", "postponed"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="held_session_has_minutes",
                condition=~Q(status__in=["held", "shortened"]) | Q(minutes_delivered__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["facility", "on"], name="session_by_day")]

    def __str__(self):
        return f"{self.cohort_id} {self.number}"


class Replica(scope.FacilityScoped):
    """One writing place (a rendered form ``web:<uuid>``, a tablet, a paper entry) of one user."""

    facility = scope.facility_key(db_index=False)
    id = models.CharField(primary_key=True, max_length=80)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(scope.FacilityScoped.Meta):
        pass

    def __str__(self):
        return self.id


class Op(scope.FacilityScoped):
    """One small write, kept for ever with its text verbatim; identity is (replica, seq)."""

    facility = scope.facility_key(db_index=False)
    # The unique (replica, seq) finds a replica's ops, and op_by_cohort a cohort's.
    replica = models.ForeignKey(Replica, on_delete=models.PROTECT, related_name="ops", db_index=False)
    seq = models.PositiveIntegerField()
    p = models.TextField()
    digest = models.CharField(max_length=64)
    cohort = models.ForeignKey(
        "assessments.Cohort", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="ops")
    target = models.CharField(max_length=80)
    field = models.CharField(max_length=320)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = OpQuerySet.as_manager()

    agrees_with = ("replica", "cohort", "session")

    class Meta(scope.FacilityScoped.Meta):
        constraints = [models.UniqueConstraint(name="an_op_is_kept_once", fields=["replica", "seq"])]
        indexes = [models.Index(fields=["cohort", "session", "field"], name="op_by_cohort")]

    def __str__(self):
        return f"{self.replica_id}:{self.seq}"


class QuarantinedOp(scope.FacilityScoped):
    """What could not be folded (clash, unreadable, unknown person, closed session): kept and flagged."""

    facility = scope.facility_key(db_index=False)
    replica = models.ForeignKey(Replica, on_delete=models.PROTECT, related_name="quarantined")
    seq = models.PositiveIntegerField()
    p = models.TextField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=40)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="quarantined")
    received_at = models.DateTimeField(auto_now_add=True)

    agrees_with = ("replica", "session")

    class Meta(scope.FacilityScoped.Meta):
        constraints = [
            models.UniqueConstraint(name="a_clash_is_kept_once", fields=["replica", "seq", "digest"])
        ]

    def __str__(self):
        return f"{self.replica_id}:{self.seq} {self.why}"


class Attendance(scope.FacilityScoped):
    """The folded mark of one person in one session; a command can rebuild it from the ops."""

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        PARTIAL = "partial", _("partial")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")
        NOT_EXPECTED = "not_expected", _("not expected")

    facility = scope.facility_key(db_index=False)
    # The unique (session, participant) finds a session's marks; nobody asks for those of an enrolment.
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    participant = models.ForeignKey(
        "assessments.Participant", on_delete=models.PROTECT, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        "assessments.Enrolment",
        on_delete=models.PROTECT,
        null=True,
        related_name="attendances",
        db_index=False,
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    in_conflict = models.BooleanField(_("in conflict"), default=False)
    heads = models.JSONField(default=list)

    objects = AttendanceQuerySet.as_manager()

    agrees_with = ("session", "enrolment")
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                name="one_mark_per_session_and_person", fields=["session", "participant"]
            ),
            models.CheckConstraint(
                name="partial_has_minutes", condition=~Q(status="partial") | Q(minutes__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.session_id} {self.participant_id}"


class VersionMove(scope.FacilityScoped):
    """A cohort took a newer version: what each changed session was to deliver before and after.

    The key is the form's, so that the same form twice is one move; `sessions` is what an undo puts back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey("assessments.Cohort", on_delete=models.PROTECT, related_name="version_moves")
    from_sha256 = models.CharField(max_length=64)
    to_sha256 = models.CharField(max_length=64)
    sessions = models.JSONField(default=list)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = VersionMoveQuerySet.as_manager()

    agrees_with = ("cohort",)
    wagtail_reference_index_ignore = True

    class Meta(scope.FacilityScoped.Meta):
        constraints = [
            models.CheckConstraint(
                name="an_undone_move_says_who_undid_it",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.pk)
