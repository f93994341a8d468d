"""The words for what is refused and for what a job or the public page says."""

from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.completion import phrases as completion


class Why(StrEnum):
    """Why one person gets no certificate now; ``NOT_ELIGIBLE`` brings the rule's own reasons."""

    NOT_ELIGIBLE = "not_eligible"
    ALREADY_ISSUED = "already_issued"
    NOT_HERE = "not_here"
    NAME_MISSING = "name_missing"
    NAME_LETTERS = "name_letters"
    NAME_TOO_LONG = "name_too_long"
    TITLE_TOO_LONG = "title_too_long"
    WORDS = "words"
    FAILED = "failed"
    NOT_MEMBER = "not_member"


WHY = {
    Why.NOT_ELIGIBLE: gettext_lazy("Not eligible yet."),
    Why.ALREADY_ISSUED: gettext_lazy("Has a valid certificate of this programme already."),
    Why.NOT_HERE: completion.NOT_HERE,
    Why.NAME_MISSING: gettext_lazy("There is no name to print. Add it on the person's page."),
    Why.NAME_LETTERS: gettext_lazy("The name holds letters that cannot be printed: %(words)s"),
    Why.NAME_TOO_LONG: gettext_lazy(
        "The name is too long for one certificate. Shorten it on the person's page."
    ),
    Why.TITLE_TOO_LONG: gettext_lazy("The programme's title is too long for a certificate."),
    Why.WORDS: gettext_lazy(
        "The certificate would say what it must not: %(words)s. Change the programme's title, the public"
        " place or the public issuer."
    ),
    Why.FAILED: gettext_lazy("Something went wrong with this record; the others were not touched by it."),
    Why.NOT_MEMBER: gettext_lazy("Is not a member of this group."),
}

NOBODY_CHOSEN = gettext_lazy("Choose at least one person.")
KEY_USED = gettext_lazy("This form was already used for other people. Choose again on the list.")
REVOKED = gettext_lazy("The certificate is revoked. Whoever checks its code sees that from now on.")
REPLACED = gettext_lazy("A new certificate replaces the old one. The old code says so from now on.")
NOT_ACTIVE = gettext_lazy("This certificate is not valid any more, so nothing was changed.")
FILE_MISSING = gettext_lazy("The file of this certificate cannot be read. Tell whoever runs the server.")
FILES_EXPIRED = gettext_lazy(
    "These files were deleted after a day. Choose the people again to make them anew."
)
NOT_ALLOWED = gettext_lazy("Whoever started this may not issue certificates here any more.")
STOPPED = gettext_lazy("Something went wrong. What was issued stays; go on from here.")

UNVERIFIED = gettext_lazy(
    "No certificate is found under this code. Compare it with the paper, sign by sign, and try again."
)


def sentence(why: Why, words: tuple[str, ...] = ()) -> str:
    """One refusal as a sentence."""
    template = str(WHY[why])
    return template % {"words": get_text_list(list(words), _("and"))} if words else template
