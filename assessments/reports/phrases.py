"""The sentences of reports: flow, change, cautions and reasons, generated from numbers and codes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from assessments.cohorts.standing import EndReason
from assessments.measures import phrases as questionnaires
from assessments.measures.cautions import Caution, Code, Edge, NoVerdict
from assessments.reports.disclosure import Losses
from assessments.reports.indicators import Flow, Loss, Summary

FLOW = {
    "enrolled": gettext_lazy("were enrolled"),
    "consented": gettext_lazy("agree to questionnaires"),
    "baseline": gettext_lazy("answered at the start"),
    "endline": gettext_lazy("answered at the end"),
    "both": gettext_lazy("answered both times"),
}

LOSSES = {
    Loss.REFUSED: gettext_lazy("did not want to"),
    Loss.NOT_POSSIBLE: gettext_lazy("was not possible"),
    Loss.INCOMPLETE: gettext_lazy("too many questions left out"),
    Loss.NOT_YET: gettext_lazy("not asked yet"),
    EndReason.RELEASED: gettext_lazy("release"),
    EndReason.TRANSFERRED: gettext_lazy("transfer"),
    EndReason.SEGREGATED: gettext_lazy("segregation"),
    EndReason.WITHDREW: gettext_lazy("left the workshop"),
    EndReason.REMOVED: gettext_lazy("was taken out"),
    EndReason.HEALTH: gettext_lazy("health"),
    EndReason.DIED: gettext_lazy("died"),
    EndReason.OTHER: gettext_lazy("other reason"),
}

CAUTIONS = {
    Code.NO_CONTROL_GROUP: gettext_lazy(
        "There was no group to compare with: part of the change may have come without the workshop."
    ),
    Code.REGRESSION_TO_MEAN: gettext_lazy(
        "People with low scores were chosen: some of them would score higher the second time in any case."
    ),
    Code.SAME_FORM_TWICE: gettext_lazy(
        "The same form was answered twice: part of the gain may be that people remember the questions."
    ),
    Code.BASELINE_AFTER_FIRST_SESSION: gettext_lazy(
        "The questionnaire at the start was answered after the first session: what the first sessions"
        " changed is not seen."
    ),
    Code.ENDLINES_MISSING: gettext_lazy(
        "More than a fifth did not answer at the end: those who stayed may differ from those who left."
    ),
    Code.MODE_CHANGED: gettext_lazy("The way of asking was not the same at the start and at the end."),
    Code.LANGUAGE_CHANGED: gettext_lazy("The language was not the same at the start and at the end."),
    Code.FORM_CHANGED: gettext_lazy(
        "The two forms differ; that they are equally hard is a judgement, not tested."
    ),
}

NO_VERDICTS = {
    NoVerdict.NO_EVIDENCE: gettext_lazy(
        "No verdict yet on single people: nobody has published how reliable this questionnaire is."
    ),
    NoVerdict.LOW_RELIABILITY: gettext_lazy(
        "No verdict on single people: this questionnaire is not reliable enough for that."
    ),
    NoVerdict.TOO_FEW_BASELINES: gettext_lazy(
        "No verdict yet on single people: this questionnaire is our own and has to be answered by a hundred"
        " people before it can be said which change is more than chance."
    ),
}

EDGES = {
    Edge.FLOOR: gettext_lazy("Many stand at the lowest score: the questionnaire may be too hard."),
    Edge.CEILING: gettext_lazy("Many stand at the highest score: there is little room to see a gain."),
}

SPREADS = {
    "baseline": gettext_lazy("At the start"),
    "endline": gettext_lazy("At the end"),
    "change": pgettext_lazy("difference", "Change"),
}

VERDICTS = {
    "improved": gettext_lazy("reliably better"),
    "unchanged": gettext_lazy("no reliable change"),
    "deteriorated": gettext_lazy("reliably worse"),
}


def loss(code: str) -> str:
    """A reason for a missing endline; one that a site added speaks for itself."""
    return str(LOSSES.get(code, code))


def caution(one: Caution) -> str:
    """A caution, with how many it is about (inside the house only)."""
    if not one.total:
        return str(CAUTIONS[one.code])
    return _("%(text)s (%(count)s of %(total)s people)") % {
        "text": CAUTIONS[one.code],
        "count": one.count,
        "total": one.total,
    }


def inside(summary: Summary) -> str:
    """The plain sentence for the cohort's psychologist."""
    return " ".join([_who(summary.flow), *_how_much(summary.change, summary.most)])


def outside(flow: Flow, shown: Losses, change: Any, most: float) -> str:
    """The plain sentence for readers outside: no small number, no list of reasons."""
    return " ".join([_who_outside(flow, shown), *_how_much(change, most)])


def _who(flow: Flow) -> str:
    if not flow.baseline:
        return _("Nobody has answered at the start yet.")
    numbers = {"baseline": flow.baseline, "both": flow.both, "lost": flow.lost}
    if not flow.lost:
        return (
            ngettext(
                "The one participant with a questionnaire at the start also answered at the end.",
                "All %(baseline)s participants with a questionnaire at the start also answered at the end.",
                flow.baseline,
            )
            % numbers
        )
    reasons = ", ".join(f"{count} {loss(code)}" for code, count in flow.losses)
    return ngettext(
        "Of %(baseline)s participant with a questionnaire at the start, %(both)s also answered at the end"
        " (%(lost)s did not: %(reasons)s).",
        "Of %(baseline)s participants with a questionnaire at the start, %(both)s also answered at the end"
        " (%(lost)s did not: %(reasons)s).",
        flow.baseline,
    ) % {**numbers, "reasons": reasons}


def _who_outside(flow: Flow, shown: Losses) -> str:
    numbers = {"baseline": flow.baseline, "both": flow.both, "lost": shown.count}
    if shown.count is None:
        return _("%(both)s participants answered a questionnaire at the start and at the end.") % numbers
    if shown.count == 0:
        return _(
            "All %(baseline)s participants with a questionnaire at the start also answered at the end."
        ) % (numbers)
    if not shown.mostly:
        return (
            _(
                "Of %(baseline)s participants with a questionnaire at the start, %(both)s also answered"
                " at the end (%(lost)s did not, for various reasons)."
            )
            % numbers
        )
    return _(
        "Of %(baseline)s participants with a questionnaire at the start, %(both)s also answered at the end"
        " (%(lost)s did not, most of them: %(reason)s)."
    ) % {**numbers, "reason": loss(shown.mostly)}


def _how_much(change: Any, most: float) -> Sequence[str]:
    """The mean change in words; nothing where there is none."""
    if change is None or change.mean_change is None:
        return []
    numbers = {"points": _mean(abs(change.mean_change)), "most": questionnaires.points(most)}
    if change.ci_low is None:
        return [
            _("Everybody changed by the same: %(sign)s%(points)s points of %(most)s.")
            % {**numbers, "sign": "−" if change.mean_change < 0 else ""}
        ]
    low, high = change.ci_low, change.ci_high
    if high < 0:
        return [_went_down() % {**numbers, "low": _mean(-high), "high": _mean(-low)}]
    numbers |= {"low": _mean(low), "high": _mean(high)}
    if low > 0:
        return [_went_up() % numbers]
    unclear = _("So it may also be that nothing has changed.")
    if change.mean_change >= 0:
        return [_went_up() % numbers, unclear]
    return [_changed() % {**numbers, "points": _mean(change.mean_change)}, unclear]


def _mean(value: float) -> str:
    return questionnaires.points(value, fixed=True)


def _went_up() -> str:
    return _(
        "On average they went up by %(points)s points of %(most)s (probably between %(low)s and %(high)s)."
    )


def _changed() -> str:
    return _(
        "On average they changed by %(points)s points of %(most)s (probably between %(low)s and %(high)s)."
    )


def _went_down() -> str:
    return _(
        "On average they went down by %(points)s points of %(most)s (probably between %(low)s and %(high)s)."
    )
