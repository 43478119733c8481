"""The link under every mail of ours: GET asks, POST unsubscribes (RFC 8058, one click).

No cookie, no login, no redirect: a mail provider's robot posts here, and link scanners open it.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from negotiations.commands.thread.opt_out import unsubscribe
from negotiations.models import OutgoingEmail


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before, confirm after; an unknown token is 404 either way."""
    try:
        if request.method == "POST":
            unsubscribe(token=token, now=timezone.now())
            return _answer("done")
        OutgoingEmail.every.only("id").get(unsubscribe_token=token)
        return _answer("ask")
    except OutgoingEmail.DoesNotExist:
        return _answer("unknown", status=404)


def _answer(step: str, *, status: int = 200) -> HttpResponse:
    # Rendered without the request: nothing on the page may touch the session.
    response = HttpResponse(render_to_string("unsubscribe.html", {"step": step}), status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
