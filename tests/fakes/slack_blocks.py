"""What Slack refuses of a message's blocks; the limits of its reference."""

from collections.abc import Iterator
from typing import Any

_ELEMENTS = {"actions": 25, "context": 10}


def problems_of(blocks: list[dict[str, Any]]) -> list[str]:
    """Return everything that makes Slack answer invalid_blocks; empty when it takes them."""
    found = [] if len(blocks) <= 50 else ["no more than 50 items allowed [json-pointer:/blocks]"]
    for number, block in enumerate(blocks):
        found += [f"{problem} [json-pointer:/blocks/{number}]" for problem in _problems(block)]
    ids = [b["block_id"] for b in blocks if b.get("block_id")]
    return found + (["block_id already exists"] if len(ids) != len(set(ids)) else [])


def _problems(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind == "header":
        yield from _text(block["text"], 150, ("plain_text",))
    elif kind == "section":
        yield from _section(block)
    elif kind in _ELEMENTS:
        elements = block.get("elements") or []
        if not 1 <= len(elements) <= _ELEMENTS[kind]:
            yield f"must have 1 to {_ELEMENTS[kind]} elements"
        for element in elements:
            yield from _element(element)
        ids = [e.get("action_id") for e in elements if e.get("action_id")]
        if len(ids) != len(set(ids)):
            yield "action_id already exists"
    elif kind != "divider":
        yield f"unsupported type: {kind}"


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" not in block and not block.get("fields"):
        yield "a section needs text or fields"
    if "text" in block:
        yield from _text(block["text"], 3000)
    if len(block.get("fields") or []) > 10:
        yield "no more than 10 fields"
    for field in block.get("fields") or []:
        yield from _text(field, 2000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _element(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] != "button":
        yield from _text(element, 2000)
        return
    yield from _text(element["text"], 75, ("plain_text",))
    if len(element.get("value", "")) > 2000 or len(element.get("url", "")) > 3000:
        yield "value or url too long"
    if len(element.get("action_id", "")) > 255:
        yield "action_id too long"
    confirm = element.get("confirm")
    if confirm:
        limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
        for name, limit in limits.items():
            yield from _text(confirm[name], limit)


def _text(
    text: dict[str, Any], limit: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")
) -> Iterator[str]:
    if text.get("type") not in kinds:
        yield f"must be {' or '.join(kinds)}"
    if not 1 <= len(text.get("text", "")) <= limit:
        yield f"must be 1 to {limit} characters"
    if "emoji" in text and text["type"] != "plain_text":
        yield "emoji belongs to plain_text"
