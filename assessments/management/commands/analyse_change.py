"""The numbers of our reports for a file of pre and post columns, so that a statistician can check them.

The CSV needs a header with the columns `pre` and `post` (any case, any order, other columns are ignored).
Separator `,` `;` or tab; UTF-8 with or without a byte order mark, or Windows-1252; empty, `NA` and `.` are
missing; with `;` a decimal comma is read too. Nothing is stored.
"""

import csv
import io
import json
import math
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.measures import cautions, change, definition

MISSING = {"", "NA", "N/A", "NAN", "."}


class Command(BaseCommand):
    help = "Analyse the change between the columns pre and post of a CSV file."

    def add_arguments(self, parser):
        parser.add_argument("data", type=Path, metavar="DATA.csv")
        parser.add_argument("--definition", type=Path, required=True, metavar="FILE.json")
        parser.add_argument("--reliability", type=float, required=True, metavar="R")
        parser.add_argument("--sd", type=float, help="else the definition's, else that of the column pre")
        parser.add_argument("--direction", type=int, choices=(1, -1), help="else the scale's own")
        parser.add_argument("--scale", help="which scale of the definition (the first one)")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options):
        known = _definition(options["definition"])
        scale = _scale(known, options["scale"])
        pre, post = _columns(options["data"])
        found = _analysis(pre, post, known, scale, options)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
            return
        for name, value in found["paired"].items():
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"reliable change: {found['reliable_change_counts']}")


def _definition(path):
    try:
        return definition.parse(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    except definition.DefinitionError as faults:
        raise CommandError(f"{path}: {faults}") from None


def _scale(known, name):
    scale = known.scale_by_id.get(name) if name else next(iter(known.scales), None)
    if scale is None:
        raise CommandError(f"{known.slug} has no scale {name or 'at all'}.")
    return scale


def _columns(path):
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    text = _decoded(raw)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    header = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if header.count("pre") != 1 or header.count("post") != 1:
        raise CommandError(f"{path}: the first line must name the columns pre and post, once each.")
    places = header.index("pre"), header.index("post")
    pairs = [[_number(row, at, line, separator) for at in places] for line, row in rows[1:]]
    return [pre for pre, _post in pairs], [post for _pre, post in pairs]


def _decoded(raw):
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separator(text):
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _number(row, at, line, separator):
    cell = row[at].strip() if at < len(row) else ""
    if cell.upper() in MISSING:
        return None
    try:
        number = float(cell.replace(",", ".") if separator != "," else cell)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CommandError(f"Line {line}: “{cell}” is no number. Leave the cell empty if it is missing.")
    return number


def _sd(known, scale, given, paired):
    """The standard deviation that reliable change is measured with, and where it comes from."""
    published = next((one.sd for one in known.evidence if one.scale == scale.id), None)
    if given is not None:
        return given, "given"
    return (published, "definition") if published is not None else (paired.sd_pre, "pre")


def _analysis(pre, post, known, scale, options):
    if not 0 <= options["reliability"] < 1:
        raise CommandError("--reliability must lie between 0 and 1.")
    paired = change.paired(pre, post)
    sd, source = _sd(known, scale, options["sd"], paired)
    direction = options["direction"] or scale.direction
    verdicts = change.reliable_change(pre, post, options["reliability"], sd, direction)
    return {
        "instrument": known.slug,
        "version": known.version,
        "sha256": definition.checksum(known),
        "scale": scale.id,
        "rows": len(pre),
        "direction": direction,
        "reliability": options["reliability"],
        "reliability_is_enough": options["reliability"] >= cautions.LEAST_RELIABILITY,
        "sd": sd,
        "sd_from": source,
        "paired": asdict(paired),
        "reliable_change": [asdict(verdict) for verdict in verdicts],
        "reliable_change_counts": dict(Counter(v.category for v in verdicts if v.category)),
    }
