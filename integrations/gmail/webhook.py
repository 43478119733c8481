"""Pub/Sub calls us: verify Google's token, keep, answer."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations import inbox
from integrations.gmail.push import CertificatesUnreachable, PushRefused, verify_push_token


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Keep one push notification; anything Google signed is acknowledged, even what is odd."""
    try:
        verify_push_token(
            request.headers.get("Authorization", ""),
            audience=settings.GMAIL_PUSH_AUDIENCE,
            service_account_email=settings.GMAIL_PUSH_SERVICE_ACCOUNT,
            certs_url=settings.GOOGLE_CERTS_URL,
            now=timezone.now(),
        )
    except PushRefused:
        return JsonResponse({"error": {"code": "token", "message": "bad token"}}, status=403)
    except CertificatesUnreachable:
        return JsonResponse({"error": {"code": "certificates", "message": "try again"}}, status=503)
    inbox.keep(
        source="gmail",
        external_id=delivery_key(request.body),
        body=request.body,
        received_at=timezone.now(),
    )
    return HttpResponse(status=204)


def delivery_key(body: bytes) -> str:
    """Return the notification's message id, or the hash of a body that has none."""
    try:
        message = json.loads(body)["message"]
        return str(message.get("messageId") or message["message_id"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"odd:{hashlib.sha256(body).hexdigest()}"
