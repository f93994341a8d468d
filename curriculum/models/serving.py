"""The doors of a lesson page: the page itself, its sheets on paper, packs of them, and its previews."""

from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from curriculum import pdf
from curriculum.audience import Reader, is_for
from curriculum.packs import book as packs_book
from curriculum.packs import kept, live, rendering
from curriculum.packs.choice import Choice
from curriculum.packs.forms import PackForm
from curriculum.policies import reader_for

PRINT, LARGE_PRINT = "print", "handout"
PLANS = {Reader.FACILITATOR: Choice(guide=1), Reader.PARTICIPANT: Choice(reading=1)}
HANDOUT = Choice(large_print=1)
AS_PDF = "pdf"


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
        """Whether there is a page that participants take along."""
        return any(
            block.block_type == "handout" and is_for(block.value.get("audience"), Reader.PARTICIPANT)
            for block in self.body
        )

    @path("")
    def as_page(self, request):
        reader = reader_for(request.user, self)
        return _private(self.render(request, context_overrides={"reader": reader}), reader)

    @path("print/", name="print")
    def as_guide(self, request):
        """The plan on paper: the guide for facilitators, the participants' part for others."""
        reader = reader_for(request.user, self)
        return _on_paper(self._printed(PLANS[reader], "guide"), reader)

    @path("handout/", name="handout")
    def as_handout(self, request):
        """The handouts in large print, the same for everybody."""
        if not self.has_handout:
            raise Http404(_("This lesson has no handout."))
        return self._printed(HANDOUT, "handout")

    @path("pack/", name="pack")
    def as_pack(self, request):
        """Several sheets in one PDF: the questions, and with the button the paper."""
        reader = reader_for(request.user, self)
        form = PackForm(request.GET, reader=reader, has_handout=self.has_handout)
        if request.GET.get("as") == AS_PDF and form.is_valid():
            return _on_paper(self._printed(form.choice.for_reader(reader), "pack"), reader)
        asked = {"form": form, "reader": reader, "can_print": bool(pdf.available())}
        page = self.render(request, template="curriculum/pack_page.html", context_overrides=asked)
        return _private(page, reader)

    def _printed(self, choice, name):
        if not pdf.available():
            return self._on_screen(choice, live.wanted_language())
        return _paper(self, live.sheets(self, choice), name)

    def _on_screen(self, choice, wanted=""):
        """Print-styled HTML, for machines that cannot make PDFs and for previews, which miss no language."""
        return _screen(self, live.on_screen(self, choice, wanted))

    def serve_preview(self, request, mode_name):
        if mode_name in (PRINT, LARGE_PRINT):
            return self._on_screen(HANDOUT if mode_name == LARGE_PRINT else PLANS[Reader.FACILITATOR])
        reader = Reader(mode_name or Reader.FACILITATOR)
        return self.render(request, context_overrides={"reader": reader})


class BookDoor(RoutablePageMixin):
    """A whole programme on paper: guides for facilitators, what participants read for everybody else."""

    @path("book/", name="book")
    def as_book(self, request):
        """Cover, contents, modules and lessons as one document; closed pages stay closed."""
        reader = reader_for(request.user, self)
        book, shown = live.book(self, reader, request)
        if not book.contents:
            raise Http404(_("No lesson of this programme has been published yet."))
        if not pdf.available():
            return _on_paper(_screen(self, packs_book.book_html(book, shown.addresses())), reader)
        sheets = packs_book.sheets(book, shown.originals)
        content = kept.rendered(_document(self, sheets.html), book.language, sheets)
        return _on_paper(_as_pdf(self, content, "book"), reader)


def _paper(page, sheets, name):
    html, language = _document(page, sheets.html), page.locale.language_code
    content = pdf.render(html, language=language, stylesheets=sheets.stylesheets, assets=sheets.assets)
    return _as_pdf(page, content, name)


def _as_pdf(page, content, name):
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{page.slug}-{name}.pdf"'
    return answer


def _document(page, html, *, linked=False):
    return rendering.document(page.title, page.locale.language_code, html, linked=linked)


def _screen(page, html):
    return HttpResponse(_document(page, html, linked=True))


def _private(response, reader):
    """What only a facilitator may read is kept by nobody but the browser."""
    patch_vary_headers(response, ["Cookie"])
    if reader is Reader.FACILITATOR:
        patch_cache_control(response, private=True)
    return response


def _on_paper(response, reader):
    """Paper for a facilitator is kept by nobody at all."""
    if reader is Reader.FACILITATOR:
        add_never_cache_headers(response)
    return _private(response, reader)
