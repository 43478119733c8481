"""ClickUp calls us: verify, keep, answer."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations import inbox
from integrations.signatures import clickup_signature_is_valid
from integrations.strangers import storable_line


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Keep one delivery. A repeat is answered like the first and does nothing.

    A bad signature is 403: 401 and 410 would make ClickUp suspend the webhook.
    """
    body = request.body
    signature = request.headers.get("X-Signature", "")
    if not clickup_signature_is_valid(settings.CLICKUP_WEBHOOK_SECRET, body, signature):
        return JsonResponse(
            {"error": {"code": "signature", "message": "bad signature"}}, status=403
        )
    inbox.keep(
        source="clickup",
        external_id=delivery_key(body),
        body=body,
        received_at=timezone.now(),
    )
    return JsonResponse({"accepted": True}, status=202)


def delivery_key(body: bytes) -> str:
    """Return the vendor's idempotency key: webhook and history item.

    One change arrives as several events with the same history item, which are worked once.
    Events without one are told apart by their content.
    """
    try:
        payload = json.loads(body)
        items = payload.get("history_items") or []
        if items:
            return storable_line(f"{payload.get('webhook_id')}:{items[0]['id']}")
    except (ValueError, AttributeError, KeyError, TypeError, IndexError, RecursionError):
        # Signed but odd: kept under its own hash, for a person to look at.
        return f"odd:{hashlib.sha256(body).hexdigest()}"
    return storable_line(f"{payload.get('webhook_id')}:") + f"{hashlib.sha256(body).hexdigest()}"
