"""Threads over HTTP: lists, their story, and the controls people have; one command each."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import HttpError

from audit.listing import Paging, page_of
from campaigns.api import Reason, actor_of
from campaigns.queries.lookup import campaign_ids
from negotiations.api.schemas import ThreadItem, ThreadPage, ThreadQuery, TimelinePage
from negotiations.commands.thread.driving import hand_back_thread, take_over_thread
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.commands.thread.stopping import stop_thread
from negotiations.domain.terms.states import State
from negotiations.models import Thread
from negotiations.queries import listing, story

router = Router(tags=["threads"])


def _found(query: ThreadQuery) -> QuerySet[Thread]:
    if query.state and query.state not in tuple(State):
        raise HttpError(400, f"state: '{query.state}' is none of {', '.join(State)}")
    found = listing.threads()
    if query.campaign:
        found = found.filter(campaign_id__in=campaign_ids(query.campaign))
    if query.state:
        found = found.filter(state=query.state)
    if query.influencer:
        word = query.influencer
        found = found.filter(
            Q(influencer__name__icontains=word) | Q(influencer__email__icontains=word)
        )
    return found


@router.get("/threads", response=ThreadPage)
def list_threads(request: HttpRequest, query: Annotated[ThreadQuery, Query()]) -> dict[str, Any]:
    """List negotiations, the latest changed first."""
    return page_of(_found(query), query, listing.thread_item)


@router.get("/threads/{thread_id}", response=ThreadItem)
def get_thread(request: HttpRequest, thread_id: int) -> dict[str, Any]:
    """Return one negotiation."""
    return listing.thread_item(listing.threads().get(pk=thread_id))


@router.get("/threads/{thread_id}/timeline", response=TimelinePage)
def timeline(
    request: HttpRequest, thread_id: int, paging: Annotated[Paging, Query()]
) -> dict[str, Any]:
    """Tell a negotiation's story, oldest first."""
    thread = Thread.objects.get(pk=thread_id)
    return story.page_of_story(thread, limit=paging.limit, offset=paging.offset)


def _control(
    command: Callable[..., Thread], request: HttpRequest, thread_id: int, body: Reason
) -> dict[str, Any]:
    command(thread_id=thread_id, actor=actor_of(request), reason=body.reason, now=timezone.now())
    return listing.thread_item(listing.threads().get(pk=thread_id))


@router.post("/threads/{thread_id}/pause", response=ThreadItem)
def pause(request: HttpRequest, thread_id: int, body: Reason) -> dict[str, Any]:
    """Hold the thread; its mail is kept for the resume."""
    return _control(pause_thread, request, thread_id, body)


@router.post("/threads/{thread_id}/resume", response=ThreadItem)
def resume(request: HttpRequest, thread_id: int, body: Reason) -> dict[str, Any]:
    """Return to the state before the pause."""
    return _control(resume_thread, request, thread_id, body)


@router.post("/threads/{thread_id}/stop", response=ThreadItem)
def stop(request: HttpRequest, thread_id: int, body: Reason) -> dict[str, Any]:
    """End the thread without a word."""
    return _control(stop_thread, request, thread_id, body)


@router.post("/threads/{thread_id}/take-over", response=ThreadItem)
def take_over(request: HttpRequest, thread_id: int, body: Reason) -> dict[str, Any]:
    """Let a person answer from now on: the caller."""
    return _control(take_over_thread, request, thread_id, body)


@router.post("/threads/{thread_id}/hand-back", response=ThreadItem)
def hand_back(request: HttpRequest, thread_id: int, body: Reason) -> dict[str, Any]:
    """Let the agent answer again."""
    return _control(hand_back_thread, request, thread_id, body)
