"""How a session begins."""

from django.utils.translation import gettext_lazy as _

from curriculum.blocks.timed import StagedBlock


class OpeningBlock(StagedBlock):
    class Meta:
        label = _("Opening")
        icon = "success"
