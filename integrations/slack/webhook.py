"""Slack calls us: verify, keep, answer at once; the queue does the work and answers the person.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations import inbox
from integrations.signatures import slack_signature_is_valid
from integrations.slack.requests import trigger_of


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Keep one typed command or pressed button; an empty 200 shows the person nothing yet."""
    # Raw bytes first: reading the form would consume what the signature covers.
    body, now = request.body, timezone.now()
    stamp = request.headers.get("X-Slack-Request-Timestamp")
    signature = request.headers.get("X-Slack-Signature")
    secret = settings.SLACK_SIGNING_SECRET
    if not slack_signature_is_valid(secret, body, stamp, signature, now):
        return JsonResponse(
            {"error": {"code": "signature", "message": "bad signature"}}, status=403
        )
    inbox.keep(source="slack", external_id=delivery_key(body), body=body, received_at=now)
    return HttpResponse(status=200)


def delivery_key(body: bytes) -> str:
    """Return the trigger id, which Slack gives each press and keeps when it sends one again.

    A body without one is told apart by its content.
    """
    return trigger_of(body) or f"odd:{hashlib.sha256(body).hexdigest()}"
