"""What only a person can say about the first day: given as options, or asked on the terminal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.facilities.models import Facility

OPTIONS = {
    "facility-code": gettext_lazy("short code of the first facility, such as HUA-1"),
    "facility-name": gettext_lazy("its name, as people inside say it"),
    "place": gettext_lazy("the city printed on certificates, never the institution"),
    "zone": gettext_lazy("its time zone, such as America/Lima"),
    "administrator": gettext_lazy("user name of the first administrator"),
    "coordinator": gettext_lazy("user name of the first coordinator, if there is one already"),
}
NEEDED = ("facility-code", "facility-name", "place", "administrator")
DEFAULT_ZONE = "America/Lima"


@dataclass(frozen=True)
class Answers:
    """What was said; ``missing`` is a sentence when there is not enough to go on."""

    code: str = ""
    name: str = ""
    public_place: str = ""
    zone: str = DEFAULT_ZONE
    administrator: str = ""
    coordinator: str = ""
    missing: str = ""


def answers(options: Mapping[str, str], *, ask: bool, read: Callable[[str], str] = input) -> Answers:
    """The options; the rest is asked where somebody sits at a terminal and no facility is there yet."""
    said = {name: options[name.replace("-", "_")].strip() for name in OPTIONS}
    if ask and not Facility.objects.exists():
        said = {name: value or read(f"{OPTIONS[name]}: ").strip() for name, value in said.items()}
    lacking = [f"--{name}" for name in NEEDED if not said[name]]
    if lacking:
        return Answers(missing=_sentence(any(said.values()), lacking))
    return Answers(
        code=said["facility-code"].upper(),
        name=said["facility-name"],
        public_place=said["place"],
        zone=said["zone"] or DEFAULT_ZONE,
        administrator=said["administrator"],
        coordinator=said["coordinator"],
    )


def _sentence(has_begun: bool, lacking: list[str]) -> str:
    if not has_begun and Facility.objects.exists():
        return _("Everything stands. Open further facilities and accounts in the browser.")
    return _("Not done yet: the first facility and administrator. Run again with %(options)s.") % {
        "options": ", ".join(lacking)
    }
