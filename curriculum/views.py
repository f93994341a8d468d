"""Small questions that the lesson editor asks the server while somebody writes."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.views.decorators.http import require_POST

from curriculum.models import LessonPage
from curriculum.panels import ease_of


@require_POST
def reading_ease(request):
    """How easily the body of an unsaved form reads; nothing of it is kept."""
    if not request.POST.get("body-count", "").isdecimal():
        return HttpResponseBadRequest()
    block = LessonPage._meta.get_field("body").stream_block
    body = block.value_from_datadict(request.POST, request.FILES, "body")
    return JsonResponse({"sentence": ease_of(body, request.GET.get("language", ""))})
