"""Sentences for what is wrong with a typed sheet of keys."""

from django.utils.translation import gettext_lazy as _

from cms.first_run.escrow import Fault

FAULTS = {
    Fault.NO_LABEL: _("“%(row)s” is no row of the sheet: a row begins with its name, such as k1-2."),
    Fault.CHECK: _(
        "Row %(row)s has a typing error: its last group does not fit. Compare it letter by letter."
    ),
    Fault.TWICE: _("Row %(row)s was typed twice, with different letters."),
    Fault.ROW_MISSING: _("Row %(row)s is missing."),
    Fault.ACTIVE_MISSING: _("The row “active” is missing, or names a key that is not on the sheet: %(row)s."),
    Fault.NOT_A_KEY: _("The rows of %(row)s make no key together."),
}
