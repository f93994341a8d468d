"""What meets a visitor without a sign-in at our doors: the sign-in page, and back with all that was typed."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.access import held_posts


def signed_in(view):
    """Send anonymous visitors to sign in and then back; every workspace view wears this.

    A form that arrives after the sign-in has expired is held, shown again and sent by one button.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        if request.method == "POST" and held_posts.FIELD in request.POST:
            held_posts.let_go(request)
        return view(request, *args, **kwargs)

    return guarded


def _way_back(request) -> str:
    if request.method != "POST":
        return request.get_full_path()
    token = request.held_post = held_posts.hold(request)
    if token:
        messages.info(request, _("What you entered is kept. Sign in, look at it once more and send it."))
        return reverse("assessments:workspace_resume", args=[token])
    messages.warning(request, _("Your form was too large to keep. Go back with the arrow of your browser."))
    return request.get_full_path()
