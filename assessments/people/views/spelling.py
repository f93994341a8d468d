"""A participant code in an address is read as people write it; one with a typing error is refused aloud."""

from functools import wraps

from django.shortcuts import render

from assessments.people import codes, phrases


def spelt(view):
    """Normalise the code; a wrong check symbol answers with the reason and asks the database nothing."""

    @wraps(view)
    def checked(request, code, **kwargs):
        normal = codes.normalise(code)
        if not codes.is_valid(normal):
            said = str(phrases.CODE_TYPO) % {"code": code[:20]}
            return render(request, "assessments/people/mistyped.html", {"said": said}, status=404)
        return view(request, normal, **kwargs)

    return checked
