"""The API: who may call it, what it takes, and how every refusal is answered."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from audit.api import audit_router
from campaigns.api import router as campaigns_router
from campaigns.commands import CampaignRefused
from campaigns.queries.lookup import campaign_ids
from config.policy.api import Need, need_of
from integrations.api_keys import allows, key_named_by
from integrations.strangers import storable_json
from negotiations.api.endpoints import router as negotiations_router
from negotiations.api.threads import router as threads_router
from negotiations.errors import Refused

CODES = {
    400: "malformed",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    409: "refused",
}


class KeyAuth(HttpBearer):
    """A script's key; the caller is named after it."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Return who calls, None for a key that is unknown, expired or revoked.

        :raises HttpError: 403 for a key whose scope does not go so far
        """
        key = key_named_by(token, now=timezone.now())
        if key is None:
            return None
        need = _need_of(request)
        if not allows(key, need.scope):
            raise HttpError(403, f"this needs a key of scope {need.scope}; yours is {key.scope}")
        return f"api:{key.name}"


class StaffSession(APIKeyCookie):
    """A logged-in member of staff; what changes something needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        # Checked below, after the login: a stranger is not known, rather than forged.
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Return who calls, None without a login.

        :raises HttpError: 403 for people who are not staff or lack the right, and for a missing
            CSRF token
        """
        user = request.user
        if not user.is_authenticated:
            return None
        if not user.is_staff:
            raise HttpError(403, "only staff may use the API")
        if request.method not in ("GET", "HEAD", "OPTIONS") and check_csrf(request):
            raise HttpError(403, "the CSRF token is missing or wrong")
        need = _need_of(request)
        if not user.has_perm(need.permission):
            raise HttpError(403, f"this needs the right {need.permission}")
        return user.email or user.get_username()


def _need_of(request: HttpRequest) -> Need:
    match = request.resolver_match
    return need_of(request.method or "", match.route if match else "")


class StorableParser(Parser):
    """Reads a body as JSON that rows can hold."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the parsed body."""
        return cast(dict[str, Any], storable_json(json.loads(request.body)))


def known_names_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a query name the operation does not know: a mistyped filter would filter nothing."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        known = _query_names(view._ninja_operation)  # type: ignore[attr-defined]
        unknown = sorted(set(request.GET) - set(known))
        if unknown:
            has = f"it knows {', '.join(known)}" if known else "it knows none"
            raise HttpError(400, f"{', '.join(unknown)}: no such query name; {has}")
        return view(request, *args, **kwargs)

    return checked


def _query_names(operation: Operation) -> list[str]:
    models = [m for m in operation.models if m.__ninja_param_source__ == "query"]
    return [
        name
        for model in models
        for name in getattr(model, "__ninja_flatten_map__", model.model_fields)
    ]


api = NinjaAPI(
    title="Parley",
    version="1.0.0",
    parser=StorableParser(),
    auth=[KeyAuth(), StaffSession()],
    openapi_url=None,
    docs_url=None,
)
api.add_decorator(known_names_only)
api.add_router("", campaigns_router)
api.add_router("", negotiations_router)
api.add_router("", threads_router)
api.add_router("", audit_router(campaign_ids))


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe the API; like the rest of it, only to those who may call it."""
    return api.create_response(request, api.get_openapi_schema(), status=200)


def error_response(request: HttpRequest, status: int, message: str, code: str = "") -> HttpResponse:
    """Answer with the one shape every error has."""
    body = {"error": {"code": code or CODES.get(status, "error"), "message": message}}
    return api.create_response(request, body, status=status)


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return error_response(request, error.status_code, str(error))


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [f"{_place(e['loc'])}: {e['msg']}" for e in error.errors]
    return error_response(request, 400, "; ".join(problems))


def _place(location: Any) -> str:
    return ".".join(str(part) for part in location)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = error_response(request, 401, "send a bearer key, or log in as staff")
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ObjectDoesNotExist)
@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return error_response(request, 404, "there is no such thing")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return error_response(request, 409, str(error), error.code)


@api.exception_handler(CampaignRefused)
def _campaign_refused(request: HttpRequest, error: CampaignRefused) -> HttpResponse:
    return error_response(request, 409, str(error))


@csrf_exempt
def unknown_path(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address the API does not have in the API's own shape."""
    return error_response(request, 404, "there is no such address")
