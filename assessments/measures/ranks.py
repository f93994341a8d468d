"""Mid-ranks and the signed-rank test: exact by counting sign patterns, or by the normal approximation."""

import math
import struct
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

DECIMALS = 10
EXACT_UP_TO = 50
_SLOT = 64


def double_ranks(values: Sequence[float]) -> list[int]:
    """Twice the mid-rank of each value: ties make halves, doubling keeps them whole."""
    counts = Counter(values)
    ends = accumulate(counts[value] for value in sorted(counts))
    rank = {value: 2 * end - counts[value] + 1 for value, end in zip(sorted(counts), ends, strict=True)}
    return [rank[value] for value in values]


def signed_rank(changes: Sequence[float]) -> tuple[float, float | None, float | None]:
    """Wilcoxon's V (sum of positive ranks), its exact p up to 50 non-zero differences, and the normal p."""
    rounded = [round(change, DECIMALS) for change in changes]
    kept = [change for change in rounded if change]
    ranks = double_ranks([abs(change) for change in kept])
    doubled_v = sum(rank for rank, change in zip(ranks, kept, strict=True) if change > 0)
    if not kept:
        return 0.0, None, None
    p_exact = _exact_p(ranks, doubled_v) if len(kept) <= EXACT_UP_TO else None
    return doubled_v / 2, p_exact, _normal_p(ranks, doubled_v)


def _exact_p(ranks: Sequence[int], doubled_v: int) -> float:
    """Twice the smaller tail of the full conditional distribution: every sign pattern equally likely."""
    packed = 1  # ways to reach each sum, one 64-bit slot per sum: enough for 2 ** 50 patterns
    for rank in ranks:
        packed += packed << (_SLOT * rank)
    slots = sum(ranks) + 1
    ways = struct.unpack(f"<{slots}Q", packed.to_bytes(slots * _SLOT // 8, "little"))
    tail = min(sum(ways[: doubled_v + 1]), sum(ways[doubled_v:]))
    return min(1.0, float(Fraction(2 * tail, 2 ** len(ranks))))


def _normal_p(ranks: Sequence[int], doubled_v: int) -> float:
    """Normal approximation with correction for ties and continuity."""
    n = len(ranks)
    ties = sum(count**3 - count for count in Counter(ranks).values())
    variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
    distance = abs(doubled_v / 2 - n * (n + 1) / 4)
    return math.erfc(max(0.0, distance - 0.5) / math.sqrt(2 * variance))
