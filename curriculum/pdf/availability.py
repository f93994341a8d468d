"""Says whether this machine can print PDFs and, if it cannot, why."""

import importlib
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType


@dataclass(frozen=True)
class Availability:
    """A yes, or a no with its reason for the operator."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


class PdfUnavailable(RuntimeError):
    """WeasyPrint or one of its system libraries is missing."""


@lru_cache(maxsize=1)
def engine() -> ModuleType:
    """Load the module that imports WeasyPrint; the first call costs about half a second."""
    try:
        return importlib.import_module("curriculum.pdf.engine")
    except (ImportError, OSError) as problem:
        raise PdfUnavailable(str(problem)) from problem


def available() -> Availability:
    """Truthy when PDFs can be made here; otherwise `.reason` holds the loader's words."""
    try:
        engine()
    except PdfUnavailable as problem:
        return Availability(reason=str(problem) or "WeasyPrint cannot be loaded")
    return Availability()
