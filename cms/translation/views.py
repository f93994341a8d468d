"""The doors of translation in Wagtail's admin: the report, the files of a programme, the file of one page."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from cms.translation import archive, catalogue, files, forms, operations, overview, phrases, querysets
from cms.translation.exchange import NotOurs

TRANSLATE = "wagtail_localize.submit_translation"
REFUSALS = (archive.Refused, files.FileRefused, catalogue.Damaged, NotOurs)
TOLD = 5


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """How far each lesson is in every language."""

    template_name = "cms/translation/report.html"
    page_title = gettext_lazy("Translation of lessons")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = overview.Overview(self.request.user)
        rows = list(found.rows())
        may = self.request.user.has_perm(TRANSLATE)
        context = super().get_context_data(**kwargs)
        return {**context, "rows": rows, "locales": found.locales, "may_translate": may}


def programme_files(request, page_id, language):
    """All files of words of a programme in one language, as one ZIP; slots are opened first."""
    programme = get_object_or_404(overview.curriculum_pages(request.user), pk=page_id)
    locale = get_object_or_404(
        Locale, pk__in=[one.pk for one in querysets.target_locales()], language_code=language
    )
    operations.open_slots()
    held = archive.packed(files.files_of(programme, locale))
    return _download(held, "application/zip", f"{programme.slug}-{language}.zip")


def take_in(request):
    """Look at a translator's ZIP, then take it in."""
    if not request.user.has_perm(TRANSLATE):
        raise PermissionDenied
    if "held" in request.POST:
        return _take_in(request, forms.LookedAtForm(request.POST))
    form = forms.ArchiveForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if form.is_valid():
        try:
            context |= _looked_at(form.cleaned_data["file"])
        except REFUSALS as refused:
            form.add_error("file", phrases.refusal(refused))
    return render(request, "cms/translation/take_in.html", context)


def _looked_at(held: bytes) -> dict[str, object]:
    plans = files.plans_of(held)
    return {
        "confirm": forms.looked_at(held),
        "texts": sum(len(one.plan.words) for one in plans),
        "found": [(one, phrases.counts(one.plan), phrases.left_out(one.plan)) for one in plans],
    }


def _take_in(request, form):
    try:
        if not form.is_valid():
            raise archive.Refused(archive.Fault.NOT_ZIP)
        plans = files.plans_of(form.cleaned_data["held"])
    except REFUSALS as refused:
        messages.error(request, phrases.refusal(refused))
        return redirect("translation:take_in")
    count = operations.import_files(plans=plans, user=request.user)
    messages.success(request, phrases.written(count))
    return redirect("translation:report")


def page_file(request, translation_id):
    """The file of words of one page (the button of wagtail-localize's editor)."""
    translation = _editable(request, translation_id)
    name = f"{slugify(translation.source.object_repr)}-{translation.target_locale.language_code}.po"
    return _download(files.file_of(translation).encode(), "text/x-gettext-translation", name)


@require_POST
def take_in_page(request, translation_id):
    """The file of one page back (the button of wagtail-localize's editor), or a sentence why not."""
    translation = _editable(request, translation_id)
    sent = request.FILES.get("file")
    try:
        plan = files.plan_for(translation, sent.read(archive.LARGEST_FILE) if sent else b"")
    except REFUSALS as refused:
        messages.error(request, phrases.refusal(refused))
    else:
        count = operations.import_file(translation=translation, plan=plan, user=request.user)
        messages.success(request, phrases.written(count))
        _tell(request, phrases.left_out(plan))
    return redirect(get_valid_next_url_from_request(request) or reverse("translation:report"))


def _tell(request, sentences: list[str]) -> None:
    for sentence in sentences[:TOLD]:
        messages.warning(request, sentence)
    if len(sentences) > TOLD:
        messages.warning(request, _("%(count)d more lines were left out.") % {"count": len(sentences) - TOLD})


def _editable(request, translation_id) -> Translation:
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as not_begun:
        raise Http404 from not_begun
    if not user_can_edit_instance(request.user, target):
        raise PermissionDenied
    return translation


def _download(held: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(held, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
