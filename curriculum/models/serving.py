"""The doors of a lesson page: the page itself, its printed guide, its handouts and its previews."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from curriculum import pdf, printing
from curriculum.audience import Reader
from curriculum.policies import reader_for

PRINT, LARGE_PRINT = "print", "handout"


class LessonDoors(RoutablePageMixin):
    """Decides who reads, then shows that reading; the anonymous visitor reads as a participant."""

    @property
    def preview_modes(self):
        return [
            (Reader.FACILITATOR.value, _("Facilitator's guide")),
            (Reader.PARTICIPANT.value, _("What participants read")),
            (LARGE_PRINT, _("Handout in large print")),
            (PRINT, _("Printed guide (A4)")),
        ]

    @property
    def has_handout(self):
        return printing.handouts(self) is not None

    @path("")
    def as_page(self, request):
        reader = reader_for(request.user, self)
        return _private(self.render(request, context_overrides={"reader": reader}), reader)

    @path("print/", name="print")
    def as_guide(self, request):
        """The plan on paper: the guide for facilitators, the participants' part for others."""
        reader = reader_for(request.user, self)
        return _private(self._printed(request, printing.plan(self, reader), "guide"), reader)

    @path("handout/", name="handout")
    def as_handout(self, request):
        """The handouts in large print, the same for everybody."""
        sheet = printing.handouts(self)
        if sheet is None:
            raise Http404(_("This lesson has no handout."))
        return self._printed(request, sheet, "handout")

    def _printed(self, request, sheet, name):
        if not pdf.available():
            return TemplateResponse(request, sheet.template, {**sheet.context, "linked": True})
        answer = HttpResponse(printing.to_pdf(sheet, request), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{self.slug}-{name}.pdf"'
        return answer

    def _previewed(self, mode_name):
        if mode_name == PRINT:
            return printing.plan(self, Reader.FACILITATOR)
        return printing.handouts(self) or printing.no_handouts(self)

    def serve_preview(self, request, mode_name):
        if mode_name in (PRINT, LARGE_PRINT):
            sheet = self._previewed(mode_name)
            return TemplateResponse(request, sheet.template, {**sheet.context, "linked": True})
        reader = Reader(mode_name or Reader.FACILITATOR)
        return self.render(request, context_overrides={"reader": reader})


def _private(response, reader):
    patch_vary_headers(response, ["Cookie"])
    if reader is Reader.FACILITATOR:
        patch_cache_control(response, private=True)
    return response
