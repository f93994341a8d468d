"""Sets the scope of every request from the user's postings of today."""

from assessments import scope
from assessments.access import policies


class ScopeMiddleware:
    """Anonymous visitors get the empty scope; public pages that read a record name a system scope."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with scope.use(policies.scope_of(request.user)):
            return self.get_response(request)
