"""What the pages of reports print: rows and words made from a summary; nothing is counted here."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.cohorts.models import Cohort
from assessments.measures import cautions
from assessments.measures import phrases as questionnaires
from assessments.measures.cautions import Part
from assessments.reports import charts, disclosure, indicators, phrases
from assessments.reports.indicators import Person, Summary
from assessments.reports.rows import Asked, CohortRows


@dataclass(frozen=True)
class Figure:
    """A number with its words: printed short, kept exact beside it."""

    label: str
    value: float | int
    text: str
    note: str = ""


@dataclass
class CohortPage:
    """A cohort's report as its psychologist reads it."""

    cohort: Cohort
    asked: Asked
    summary: Summary
    sentence: str
    flow: list[Figure]
    losses: list[tuple[str, int]]
    cautions: list[str]
    spreads: list[tuple[str, indicators.Spread]]
    change: list[Figure]
    verdict_refusal: str
    verdicts: list[dict[str, Any]]
    annex: list[tuple[str, str]]
    edges: list[str]
    chart: dict[str, Any] | None

    @property
    def is_amber(self) -> bool:
        return Part.AMBER_BANNER in self.summary.parts


def cohort_page(rows: CohortRows) -> CohortPage:
    """Everything on one cohort's page, in the order of the page."""
    asked = rows.asked
    if asked is None:
        raise ValueError("A cohort that was asked nothing has no report.")
    summary = indicators.summarise(asked.definition, asked.scale, rows.people, rows.baselines_of_version)
    flow = summary.flow
    verdicts = summary.verdicts
    return CohortPage(
        cohort=rows.cohort,
        asked=asked,
        summary=summary,
        sentence=phrases.inside(summary),
        flow=[
            Figure(str(words), getattr(flow, name), str(getattr(flow, name)))
            for name, words in phrases.FLOW.items()
        ],
        losses=[(phrases.loss(code), count) for code, count in flow.losses],
        cautions=[phrases.caution(one) for one in summary.cautions],
        spreads=[(str(phrases.SPREADS[name]), spread) for name, spread in summary.spreads],
        change=_change(summary),
        verdict_refusal=str(phrases.NO_VERDICTS[verdicts.refusal]) if verdicts and verdicts.refusal else "",
        verdicts=_verdicts(summary),
        annex=_annex(summary),
        edges=_edges(summary),
        chart=_chart(asked, summary),
    )


def _interval(low: float | None, high: float | None, decimals: int = 1) -> str:
    if low is None or high is None:
        return ""
    ends = {
        "low": questionnaires.points(low, decimals, fixed=True),
        "high": questionnaires.points(high, decimals, fixed=True),
    }
    return _("probably between %(low)s and %(high)s") % ends


def _change(summary: Summary) -> list[Figure]:
    found = summary.change
    if found is None or found.mean_change is None:
        return []
    mean = Figure(
        _("Mean change in points"),
        found.mean_change,
        questionnaires.points(found.mean_change, fixed=True),
        _interval(found.ci_low, found.ci_high),
    )
    if found.d_av_adj is None:
        return [mean]
    note = _interval(found.d_av_ci_low, found.d_av_ci_high, 2)
    return [
        mean,
        Figure(
            _("Effect size (d_av, adjusted)"),
            found.d_av_adj,
            questionnaires.points(found.d_av_adj, 2, fixed=True),
            note,
        ),
    ]


def _verdicts(summary: Summary) -> list[dict[str, Any]]:
    if summary.verdicts is None:
        return []
    return [
        {
            "label": phrases.VERDICTS[name],
            "count": count,
            "note": _interval(100 * (low or 0), 100 * (high or 0), 0),
        }
        for name, count, low, high in summary.verdicts.counts
    ]


def _annex(summary: Summary) -> list[tuple[str, str]]:
    found = summary.change
    if found is None:
        return []
    figures = (
        (_("Standard deviation at the start"), found.sd_pre, 2),
        (_("Standard deviation at the end"), found.sd_post, 2),
        (_("Standard deviation of the change"), found.sd_change, 2),
        ("t", found.t, 3),
        (_("degrees of freedom"), found.df, 0),
        ("p", found.p, 4),
        (_("Wilcoxon signed-rank V"), found.wilcoxon_v, 1),
        (_("p, exact"), found.wilcoxon_p_exact, 4),
    )
    return [
        (label, questionnaires.points(value, places)) for label, value, places in figures if value is not None
    ]


def _edges(summary: Summary) -> list[str]:
    found = cautions.edges_reached([pre for pre, _post in summary.dots], summary.least, summary.most)
    return [str(phrases.EDGES[edge]) for edge in found] if summary.dots else []


def _chart(asked: Asked, summary: Summary) -> dict[str, Any] | None:
    """The dots, with the same figures as a table; only where five people answered twice."""
    if not summary.dots:
        return None
    title = questionnaires.text(asked.definition.scale_by_id[asked.scale].title)
    words = {"start": _("at the start"), "end": _("at the end"), "axis": title}
    picture: SafeString = charts.svg(charts.paired_dots(summary.dots, words, summary.most))
    return {
        "svg": picture,
        "title": _("Each person's two scores"),
        "summary": _(
            "Each line is one person: the hollow dot is the start, the full dot the end."
            " A dashed line went down."
        ),
        "headings": [_("Person"), words["start"], words["end"], pgettext("difference", "change")],
        "rows": [
            [str(n), *(questionnaires.points(value) for value in (pre, post, post - pre))]
            for n, (pre, post) in enumerate(summary.dots, start=1)
        ],
    }


@dataclass(frozen=True)
class OutsideGroup:
    """One cohort of an outside page."""

    name: str
    both: int
    change: Figure


@dataclass
class OutsidePage:
    """One programme as readers outside see it; without a sentence where fewer than ten answered twice."""

    title: str
    questionnaire: str
    sentence: str = ""
    steps: list[tuple[str, int]] = field(default_factory=list)
    change: list[Figure] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    groups: list[OutsideGroup] = field(default_factory=list)
    sha256: str = ""


def outside_pages(found: list[CohortRows]) -> list[OutsidePage]:
    """One page for each programme and version."""
    grouped: dict[tuple[Any, int], list[CohortRows]] = {}
    for rows in found:
        if rows.asked is not None:
            grouped.setdefault((rows.cohort.programme_key, rows.asked.version.pk), []).append(rows)
    return [_outside(members) for members in grouped.values()]


def _outside(members: list[CohortRows]) -> OutsidePage:
    asked = members[0].asked
    if asked is None:
        raise ValueError("A programme that asked nothing has no report.")
    everybody = [person for rows in members for person in rows.people]
    pairs = indicators.paired(everybody, asked.scale)
    page = OutsidePage(members[0].cohort.programme_title, questionnaires.text(asked.definition.title))
    if len(pairs) < disclosure.LEAST_GROUP:
        return page
    flow = indicators.flow_of(everybody, asked.scale)
    summary = indicators.summarise(asked.definition, asked.scale, everybody)
    page.sentence = phrases.outside(flow, disclosure.losses(flow.losses), summary.change, summary.most)
    page.steps = _steps(flow)
    page.change = _change(summary)[:1]
    page.cautions = [str(phrases.CAUTIONS[one.code]) for one in summary.cautions if _may_leave(one)]
    page.groups = _groups(members, asked.scale)
    page.sha256 = summary.sha256
    return page


def _may_leave(one: cautions.Caution) -> bool:
    """A caution about one to four people says something about them."""
    return not one.total or one.count >= disclosure.LEAST_COUNT


def _steps(flow: indicators.Flow) -> list[tuple[str, int]]:
    counts = [(name, getattr(flow, name)) for name in ("enrolled", "baseline", "both")]
    return [(str(phrases.FLOW[name]), count) for name, count in disclosure.steps(counts)]


def _groups(members: list[CohortRows], scale: str) -> list[OutsideGroup]:
    pairs = {str(rows.cohort.pk): indicators.paired(rows.people, scale) for rows in members}
    gone = disclosure.hidden({name: len(found) for name, found in pairs.items()})
    shown = [rows for rows in members if str(rows.cohort.pk) not in gone]
    return [_group(rows.cohort, pairs[str(rows.cohort.pk)], scale) for rows in shown]


def _group(cohort: Cohort, pairs: list[Person], scale: str) -> OutsideGroup:
    found = indicators.change_of(pairs, scale)
    mean = found.mean_change or 0.0
    figure = Figure("", mean, questionnaires.points(mean, fixed=True), _interval(found.ci_low, found.ci_high))
    return OutsideGroup(cohort.name, len(pairs), figure)
