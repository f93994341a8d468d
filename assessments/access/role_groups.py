"""Which Wagtail group goes with which role, and what it may do with pages and media: a table. Pure.

Rows of facilities never depend on a group: postings decide those. A group only opens what Wagtail itself
guards by groups, and people are in it as long as their posting is in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessments.access.roles import Role

ENTER_ADMIN = "wagtailadmin.access_admin"
READ_GUIDE = "curriculum.read_facilitator_guide"
_SEE_LISTS = ("curriculum.view_right", "curriculum.view_theme")
_EDIT_LISTS = (
    *_SEE_LISTS,
    *(f"curriculum.{act}_{one}" for act in ("add", "change") for one in ("right", "theme")),
)
_MEDIA = tuple(
    f"{app}.{act}_{kind}"
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for act in ("add", "change", "choose")
)


@dataclass(frozen=True)
class RoleGroup:
    """``permissions`` are kept as written here; ``pages`` and ``media`` are given when the group is made."""

    role: Role | None
    permissions: tuple[str, ...]
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


#: A psychologist without posting, put there by hand: writes lessons, sees no facility.
AUTHORS = "authors"

GROUPS: Mapping[str, RoleGroup] = MappingProxyType(
    {
        AUTHORS: RoleGroup(None, (ENTER_ADMIN, READ_GUIDE, *_SEE_LISTS), ("add", "change"), _MEDIA),
        "psychologists": RoleGroup(
            Role.PSYCHOLOGIST,
            (ENTER_ADMIN, READ_GUIDE, *_EDIT_LISTS, "wagtail_localize.submit_translation"),
            ("add", "change", "publish", "lock", "unlock"),
            _MEDIA,
        ),
        "coordinators": RoleGroup(Role.COORDINATOR, (ENTER_ADMIN, READ_GUIDE)),
        "facilitators": RoleGroup(Role.FACILITATOR, (READ_GUIDE,)),
        "administrators": RoleGroup(Role.ADMINISTRATOR, (ENTER_ADMIN,)),
    }
)

#: The group of each role that has one.
OF_ROLE: Mapping[Role, str] = MappingProxyType(
    {group.role: name for name, group in GROUPS.items() if group.role is not None}
)
