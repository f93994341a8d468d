"""What meets a visitor without a sign-in at our doors: the sign-in page, and back."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login


def signed_in(view):
    """Send anonymous visitors to sign in and then back; every workspace view wears this."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded
