"""Somebody at a screen of the stranger's site: opens a page, fills its form and insists that it worked."""

from itertools import count

from django.http import QueryDict
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html


class Refused(AssertionError):
    """A page did not answer as it should."""


class Visitor:
    """A browser without JavaScript; ``user`` is signed in, None is the public."""

    def __init__(self, user=None):
        self.client = Client()
        if user is not None:
            self.client.force_login(user)

    def open(self, address: str) -> str:
        """The page's HTML."""
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise Refused(f"GET {address} answered {answer.status_code}.")
        return answer.content.decode()

    def send(self, address: str, form: QueryDict, status: int = 302):
        """Send a form; unless told otherwise it must lead on to another page."""
        answer = self.client.post(address, dict(form.lists()))
        if answer.status_code != status:
            raise Refused(f"POST {address} answered {answer.status_code}:\n{answer.content.decode()}")
        return answer

    def fill(self, address: str, having: str, status: int = 302, **changes):
        """Open a page, change these values in its form and send that."""
        return self.send(address, form_in(self.open(address), having, **changes), status)


def form_in(page: str, having: str, **changes) -> QueryDict:
    """The form of the page that has this field, as a browser would send it, with these values changed."""
    forms = (querydict_from_html(page, form_index=index) for index in count())
    form = next(one for one in forms if having in one)
    for name, value in changes.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form
