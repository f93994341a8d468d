"""Says as whom a user reads a lesson."""

from curriculum.audience import Reader

GUIDE_PERMISSION = "curriculum.read_facilitator_guide"


def reader_for(user, page) -> Reader:
    """Facilitators hold the permission, or may edit the page; everybody else reads as a participant."""
    if not user.is_authenticated:
        return Reader.PARTICIPANT
    if user.has_perm(GUIDE_PERMISSION) or page.permissions_for_user(user).can_edit():
        return Reader.FACILITATOR
    return Reader.PARTICIPANT
