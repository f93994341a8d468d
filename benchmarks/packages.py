"""The starter programme in every language: packed, imported in two situations, exported."""

import io
from pathlib import Path

from benchmarks.figures import Figure, timed
from curriculum import operations
from curriculum.interchange import cartridge, packing
from curriculum.models import ProgrammePage
from curriculum.operations.importing import import_programme

STARTER = Path(operations.__file__).resolve().parent.parent / "starter"


def measure(options) -> list[Figure]:
    """Each step of moving a programme; a programme that stands already is compared and left alone."""
    key = operations.load_programme(STARTER, user=None).programme.translation_key
    content, pack = timed(lambda: _packed(key))
    _same, again = timed(lambda: import_programme(io.BytesIO(content)))
    _written, exported = timed(lambda: cartridge.write(io.BytesIO(), key))
    for page in ProgrammePage.objects.filter(translation_key=key):
        page.delete()
    summary, taken = timed(lambda: import_programme(io.BytesIO(content)))
    group = f"Starter programme, {sum(summary.counts.values())} pages and entries"
    return [
        Figure(group, "packed", pack.wall, "s", 5),
        Figure(group, "size", len(content) / 1024, "KB"),
        Figure(group, "imported into an empty site", taken.wall, "s", 30),
        Figure(group, "imported again", again.wall, "s", 5),
        Figure(group, "Common Cartridge", exported.wall, "s", 5),
    ]


def _packed(key) -> bytes:
    stream = io.BytesIO()
    packing.pack(stream, key)
    return stream.getvalue()
