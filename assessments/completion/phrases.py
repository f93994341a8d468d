"""The sentence for each reason why not yet, and for each fault of a rule."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.completion.eligibility import Progress, Reason, ReasonCode, RuleFault

FIXED = {
    ReasonCode.PROGRAMME_EMPTY: gettext_lazy("The programme of this group has no lessons."),
    ReasonCode.KEY_LESSONS_UNKNOWN: gettext_lazy(
        "The rule asks for a lesson that this version of the programme does not hold. Change the rule."
    ),
    ReasonCode.ENDLINE_NOT_OFFERED: gettext_lazy("The final questionnaire was not offered yet."),
    ReasonCode.CONSENT_MISSING: gettext_lazy("Not asked yet whether a certificate is wanted."),
    ReasonCode.CONSENT_REFUSED: gettext_lazy("Does not want a certificate."),
}

FAULTS = {
    RuleFault.SHARE_OUT_OF_RANGE: gettext_lazy("The share of the lessons is between 1 and 100 percent."),
    RuleFault.PARTIAL_SHARE_OUT_OF_RANGE: gettext_lazy(
        "The part of a session that counts is between 1 and 100 percent."
    ),
    RuleFault.MINUTES_OUT_OF_RANGE: gettext_lazy("The minutes cannot be fewer than none."),
    RuleFault.KEY_LESSONS_UNKNOWN: gettext_lazy("A key lesson is not part of this programme."),
}

NOT_HERE = gettext_lazy("Not in this facility any more, so the name cannot be read here.")


def why_not(reason: Reason, lessons_total: int) -> str:
    """One reason as a sentence: "9 of 12 lessons, 10 needed; missing 4, 7 and 9"."""
    if reason.code in FIXED:
        return str(FIXED[reason.code])
    return _COUNTED[reason.code](reason, lessons_total)


def lessons(progress: Progress) -> str:
    """How many lessons were earned: "9 of 12"."""
    return _("%(have)d of %(total)d") % {"have": len(progress.earned), "total": progress.lessons_total}


def _numbers(reason: Reason) -> str:
    return get_text_list([str(number) for number in reason.lesson_numbers], _("and"))


def _lessons_missing(reason: Reason, lessons_total: int) -> str:
    sentence = ngettext(
        "%(have)d of %(total)d lesson, %(need)d needed; missing %(numbers)s",
        "%(have)d of %(total)d lessons, %(need)d needed; missing %(numbers)s",
        lessons_total,
    )
    return sentence % {
        "have": reason.have,
        "total": lessons_total,
        "need": reason.need,
        "numbers": _numbers(reason),
    }


def _key_lessons_missing(reason: Reason, lessons_total: int) -> str:
    sentence = ngettext(
        "Lesson %(numbers)s is indispensable and missing",
        "Lessons %(numbers)s are indispensable and missing",
        len(reason.lesson_numbers),
    )
    return sentence % {"numbers": _numbers(reason)}


def _minutes_missing(reason: Reason, lessons_total: int) -> str:
    return _("%(have)d of %(need)d minutes") % {"have": reason.have, "need": reason.need}


def _conflicts_pending(reason: Reason, lessons_total: int) -> str:
    sentence = ngettext(
        "The mark of lesson %(numbers)s is in conflict; settle it in the register",
        "The marks of lessons %(numbers)s are in conflict; settle them in the registers",
        len(reason.lesson_numbers),
    )
    return sentence % {"numbers": _numbers(reason)}


_COUNTED = {
    ReasonCode.LESSONS_MISSING: _lessons_missing,
    ReasonCode.KEY_LESSONS_MISSING: _key_lessons_missing,
    ReasonCode.MINUTES_MISSING: _minutes_missing,
    ReasonCode.CONFLICTS_PENDING: _conflicts_pending,
}
