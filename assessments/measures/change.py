"""Statistics of change between two occasions: plain numbers in and out, `None` for what cannot be said.

Not for wording, and not for deciding what a reader may see: `cautions.py` does that.
Formulas and their order of presentation: docs on measures; agreement with R to 1e-6.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist, fmean
from typing import Any

from assessments.measures.ranks import DECIMALS, double_ranks, signed_rank

Number = float | None

CONFIDENCE = 0.95
RELIABLE = 1.96
SPEARMAN_INTERVAL_FROM = 20
SAME = 10**-DECIMALS
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True)
class PairedChange:
    """Mean change of the complete pairs, with everything the report and its annex may need."""

    n: int
    mean_change: Number = None
    sd_change: Number = None
    sd_pre: Number = None
    sd_post: Number = None
    t: Number = None
    df: int | None = None
    p: Number = None
    ci_low: Number = None
    ci_high: Number = None
    d_av: Number = None
    d_av_adj: Number = None
    d_av_ci_low: Number = None
    d_av_ci_high: Number = None
    d_z: Number = None
    wilcoxon_v: Number = None
    wilcoxon_p_exact: Number = None
    wilcoxon_p_normal: Number = None


@dataclass(frozen=True)
class Verdict:
    """One person's reliable change; both fields are `None` when no verdict can be given."""

    rci: Number
    category: str | None


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha with Feldt's interval; `n` counts the persons left after list-wise deletion."""

    value: Number
    ci_low: Number
    ci_high: Number
    n: int


@dataclass(frozen=True)
class Spearman:
    """Rank correlation; the interval stays `None` below 20 pairs."""

    rho: Number
    ci_low: Number
    ci_high: Number
    n: int


def paired(pre: Sequence[Number], post: Sequence[Number]) -> PairedChange:
    """Describe the change `post - pre` over the pairs in which both values are present."""
    pairs = _complete(pre, post)
    if not pairs:
        return PairedChange(n=0)
    n = len(pairs)
    changes = [after - before for before, after in pairs]
    mean = fmean(changes)
    v, p_exact, p_normal = signed_rank(changes)
    if n < 2:
        return PairedChange(n, mean, wilcoxon_v=v, wilcoxon_p_exact=p_exact, wilcoxon_p_normal=p_normal)
    sd_change, sd_pre, sd_post = sds = tuple(map(_sd, (changes, *zip(*pairs, strict=True))))
    t, df, p, ci_low, ci_high = _t_test(mean, sd_change, n)
    d_av, d_av_adj, d_av_ci_low, d_av_ci_high = _average_effect(mean, sds, n)
    return PairedChange(
        n,
        mean,
        sd_change,
        sd_pre,
        sd_post,
        t,
        df,
        p,
        ci_low,
        ci_high,
        d_av,
        d_av_adj,
        d_av_ci_low,
        d_av_ci_high,
        d_z=mean / sd_change if sd_change else None,
        wilcoxon_v=v,
        wilcoxon_p_exact=p_exact,
        wilcoxon_p_normal=p_normal,
    )


def reliable_change(
    pre: Sequence[Number],
    post: Sequence[Number],
    reliability: Number,
    sd: Number,
    direction: int,
    cutoff: Number = None,
) -> list[Verdict]:
    """Give one verdict per person, in the order given (Jacobson & Truax 1991).

    `direction` is 1 when more is better and -1 when less is better. With a cut-off, a reliable change that
    also crosses it is `recovered` or `harmed`; a score exactly on the cut-off is not yet functional.
    """
    if direction not in (1, -1):
        raise ValueError("direction must be 1 or -1")
    s_diff = _s_diff(reliability, sd)
    return [
        _verdict(before, after, s_diff, direction, cutoff) for before, after in zip(pre, post, strict=True)
    ]


def cutoff_a(mean_clinical: float, sd_clinical: float, direction: int) -> float:
    """Two standard deviations beyond the clinical mean, towards better."""
    if direction not in (1, -1):
        raise ValueError("direction must be 1 or -1")
    return mean_clinical + direction * 2 * sd_clinical


def cutoff_c(
    mean_clinical: float, sd_clinical: float, mean_functional: float, sd_functional: float
) -> Number:
    """The point equally likely under the clinical and the functional distribution."""
    total = sd_clinical + sd_functional
    if total <= 0:
        return None
    return (sd_clinical * mean_functional + sd_functional * mean_clinical) / total


def cronbach_alpha(rows: Iterable[Sequence[Number]]) -> Alpha:
    """Alpha over persons (rows) and items (columns, already reversed where the scale says so)."""
    given = [tuple(row) for row in rows]
    if len({len(row) for row in given}) > 1:
        raise ValueError("every row must hold the same items")
    complete = [numbers for row in given if len(numbers := _numbers(row)) == len(row)]
    n, k = len(complete), len(given[0]) if given else 0
    if n < 2 or k < 2:
        return Alpha(None, None, None, n)
    total_sd = _sd([math.fsum(row) for row in complete])
    if not total_sd:
        return Alpha(None, None, None, n)
    item_variance = math.fsum(_sd(column) ** 2 for column in zip(*complete, strict=True))
    value = min(1.0, k / (k - 1) * (1 - item_variance / total_sd**2))
    low, high = _feldt_interval(value, n, k)
    return Alpha(value, low, high, n)


def wilson(k: int, n: int) -> tuple[Number, Number]:
    """Wilson score interval for `k` of `n`, without continuity correction."""
    if n == 0:
        return None, None
    if not 0 <= k <= n:
        raise ValueError("k must lie between 0 and n")
    share, z2 = k / n, _Z**2
    middle = share + z2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if k == 0 else (middle - half) / (1 + z2 / n)
    high = 1.0 if k == n else (middle + half) / (1 + z2 / n)
    return low, high


def spearman(x: Sequence[Number], y: Sequence[Number]) -> Spearman:
    """Rank correlation of the complete pairs, with the Bonett & Wright (2000) interval from n = 20."""
    pairs = _complete(x, y)
    n = len(pairs)
    ranks_x = double_ranks([round(a, DECIMALS) for a, _ in pairs])
    ranks_y = double_ranks([round(b, DECIMALS) for _, b in pairs])
    centre = n + 1  # the mean of doubled ranks, ties or not: everything below stays in whole numbers
    xx = sum((a - centre) ** 2 for a in ranks_x)
    yy = sum((b - centre) ** 2 for b in ranks_y)
    if n < 2 or not xx or not yy:
        return Spearman(None, None, None, n)
    rho = sum((a - centre) * (b - centre) for a, b in zip(ranks_x, ranks_y, strict=True)) / math.sqrt(xx * yy)
    if n < SPEARMAN_INTERVAL_FROM or 1 - abs(rho) < SAME:
        return Spearman(max(-1.0, min(1.0, rho)), None, None, n)
    half = _Z * math.sqrt((1 + rho**2 / 2) / (n - 3))
    return Spearman(rho, math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half), n)


def holm(p_values: Sequence[Number]) -> list[Number]:
    """Holm's step-down adjustment, in the order given; a missing p stays missing and is not counted."""
    present = sorted((p, place) for place, p in enumerate(p_values) if p is not None and math.isfinite(p))
    stepped = [min(1.0, (len(present) - step) * p) for step, (p, _) in enumerate(present)]
    adjusted: list[Number] = [None] * len(p_values)
    for (_, place), p in zip(present, accumulate(stepped, max), strict=True):
        adjusted[place] = p
    return adjusted


def _numbers(values: Iterable[Number]) -> list[float]:
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def _complete(x: Sequence[Number], y: Sequence[Number]) -> list[tuple[float, float]]:
    """The pairs in which both are present, as numbers."""
    kept = [_numbers(pair) for pair in zip(x, y, strict=True)]
    return [(pair[0], pair[1]) for pair in kept if len(pair) == 2]


def _special() -> Any:
    from scipy import special  # noqa: PLC0415  (slow to load: only a process that needs a distribution pays)

    return special


def _sd(values: Sequence[float]) -> float:
    """SD with n - 1; values that differ only by rounding noise have none."""
    if max(values) - min(values) < SAME:
        return 0.0
    mean = fmean(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _t_test(mean: float, sd: float, n: int) -> tuple[Number, int | None, Number, Number, Number]:
    if not sd:
        return None, None, None, None, None
    df, error = n - 1, sd / math.sqrt(n)
    t = mean / error
    half = float(_special().stdtrit(df, (1 + CONFIDENCE) / 2)) * error
    return t, df, 2 * float(_special().stdtr(df, -abs(t))), mean - half, mean + half


def _average_effect(mean: float, sds: tuple[float, ...], n: int) -> tuple[Number, Number, Number, Number]:
    """d_av, its bias-adjusted value, and the interval of Bonett (2008) around the unadjusted one."""
    change, before, after = (sd**2 for sd in sds)
    unit = (before + after) / 2
    if not unit:
        return None, None, None, None
    d, df = mean / math.sqrt(unit), n - 1
    covariance = (before + after - change) / 2
    shape = d**2 * (before**2 + after**2 + 2 * covariance**2) / (8 * df * unit**2)
    half = _Z * math.sqrt(shape + change / (df * unit))
    return d, d * math.sqrt((n - 2) / df), d - half, d + half


def _s_diff(reliability: Number, sd: Number) -> Number:
    """Standard error of a difference between two scores of one person, or `None` when it has no meaning."""
    if reliability is None or sd is None or not 0 <= reliability < 1 or not 0 < sd < math.inf:
        return None
    return math.sqrt(2) * sd * math.sqrt(1 - reliability)


def _verdict(before: Number, after: Number, s_diff: Number, direction: int, cutoff: Number) -> Verdict:
    pairs = _complete([before], [after])
    if not pairs or s_diff is None:
        return Verdict(None, None)
    ((low, high),) = pairs
    rci = (high - low) / s_diff
    gain = round(direction * rci - RELIABLE, DECIMALS) > 0
    loss = round(-direction * rci - RELIABLE, DECIMALS) > 0
    if not gain and not loss:
        return Verdict(rci, "unchanged")
    worse, better = (low, high) if gain else (high, low)
    crossed = (
        cutoff is not None
        and not _functional(worse, cutoff, direction)
        and _functional(better, cutoff, direction)
    )
    plain, beyond = ("improved", "recovered") if gain else ("deteriorated", "harmed")
    return Verdict(rci, beyond if crossed else plain)


def _functional(score: float, cutoff: float, direction: int) -> bool:
    return round(direction * (score - cutoff), DECIMALS) > 0


def _feldt_interval(value: float, n: int, k: int) -> tuple[float, float]:
    df = n - 1, (n - 1) * (k - 1)
    tail = (1 - CONFIDENCE) / 2
    low = 1 - (1 - value) * float(_special().fdtri(*df, 1 - tail))
    return low, 1 - (1 - value) * float(_special().fdtri(*df, tail))
