"""The public page that checks a certificate: no sign-in, no index, no copy, no trace in other sites."""

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.certificates import phrases, throttle, verification
from assessments.certificates.forms import CheckForm

HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


# Nothing is changed by this form, and without a referrer a browser cannot prove where it comes from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_verify(request, code=""):
    """Answers a code from the address or from the form; the name travels in the body alone.

    Unknown is not 404: a host that looks for a redirect then would ask the database about a typo.
    """
    typed = request.POST.get("code", "") if request.method == "POST" else code
    name = request.POST.get("name", "")[:200] if request.method == "POST" else ""
    well_formed = verification.well_formed(typed)
    if well_formed and throttle.too_many(request.META.get("REMOTE_ADDR", "")):
        return _page(request, {"busy": True}, status=429)
    if not typed.strip():
        return _page(request, {})
    answer = verification.look_up(well_formed, name) if well_formed else None
    if answer is None:
        return _page(request, {"sentence": phrases.UNVERIFIED})
    return _page(request, {"answer": answer, "asked_name": bool(name.strip())})


def _page(request, context, status=200):
    form = CheckForm(auto_id="check_%s")
    response = render(
        request, "assessments/certificates/verify.html", {"form": form, **context}, status=status
    )
    for header, value in HEADERS.items():
        response[header] = value
    if status == 429:
        response["Retry-After"] = str(throttle.SECONDS)
    return response
