"""Why a number is what it is: rule, inputs and hash, from which it can be computed again. Pure."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from campaigns.domain.money import PricingError, format_money, quantize
from negotiations.domain.terms.bounds import Bounds, ladder_amount
from negotiations.domain.terms.levers import LeverChoice
from negotiations.domain.terms.plain import plain
from negotiations.domain.terms.rounding import natural


@dataclass(frozen=True)
class Receipt:
    """The record behind one decision; every number in it is text, so it is JSON-safe."""

    rule: str
    inputs: dict[str, Any]
    formula: str
    bounds: dict[str, Any]
    lever: str | None
    not_applied: tuple[tuple[str, str], ...]
    playbook_version: str
    hash: str
    belief: dict[str, Any] = field(default_factory=dict)
    """What we think they would settle for: the median and central intervals by percent."""

    def as_dict(self) -> dict[str, Any]:
        """Return the stored form, which `recompute`, `explain` and `is_genuine` read."""
        return {**_content(self), "hash": self.hash}


def canonical_json(value: Mapping[str, Any]) -> str:
    """Return the one JSON text of a value: sorted keys, no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def write_receipt(
    *,
    rule: str,
    inputs: Mapping[str, Any],
    bounds: Bounds | Mapping[str, Any],
    playbook_version: str,
    choice: LeverChoice | None = None,
    belief: Mapping[str, Any] | None = None,
) -> Receipt:
    """Return a receipt with its hash; inputs that are None are left out, Decimals become text."""
    clean = {key: plain(value) for key, value in inputs.items() if value is not None}
    draft = Receipt(
        rule=rule,
        inputs=clean,
        formula=FORMULAS.get(rule, "no amount"),
        bounds=plain(bounds),
        lever=choice.lever if choice else None,
        not_applied=choice.not_applied if choice else (),
        playbook_version=playbook_version,
        hash="",
        belief=dict(belief or {}),
    )
    return replace(draft, hash=digest(_content(draft)))


def is_genuine(receipt: Receipt | Mapping[str, Any]) -> bool:
    """Return whether a receipt still has the content that its hash was made of."""
    stored = stored_form(receipt)
    content = {key: value for key, value in stored.items() if key != "hash"}
    return digest(content) == stored.get("hash")


def difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what differs between two stored receipts: the dotted name and both values.

    A name that only one of them holds stands beside None. The hashes are left out: they differ
    whenever anything does.
    """
    left, right = _leaves(one), _leaves(other)
    names = [name for name in {**left, **right} if name != "hash"]
    pairs = {name: (left.get(name), right.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def stored_form(receipt: Receipt | Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the JSON of a receipt, which may be that already."""
    return receipt.as_dict() if isinstance(receipt, Receipt) else receipt


def recompute(receipt: Receipt | Mapping[str, Any]) -> Decimal:
    """Return the amount from the stored inputs alone, to the smallest unit.

    :raises PricingError: if the decision behind the receipt names no amount
    """
    receipt = stored_form(receipt)
    compute = _COMPUTE.get(receipt["rule"])
    if compute is None:
        raise PricingError(f"the rule {receipt['rule']} names no amount")
    return compute(receipt["inputs"])


def explain(receipt: Receipt | Mapping[str, Any]) -> str:
    """Return the receipt in plain words for the person who asks why this number."""
    data = stored_form(receipt)
    inputs = data["inputs"]
    currency = inputs.get("currency", "")
    lines = [_TITLES.get(data["rule"], data["rule"].replace("_", " ").capitalize()) + "."]
    if data["rule"] in _COMPUTE:
        lines.append(f"Amount: {format_money(recompute(data), currency)} = {data['formula']}.")
    for name, label in _LABELS.items():
        if name in inputs:
            lines.append(f"{label}: {_shown(name, inputs[name], currency)}.")
    lines += [f"They quote {line}." for line in inputs.get("quote", ())]
    lines += _belief_words(data.get("belief") or {}, currency)
    if inputs.get("reason"):
        lines.append(f"Reason: {inputs['reason']}.")
    if data.get("lever"):
        lines.append(f"Lever: {_words(data['lever'])}.")
    for lever, why in data.get("not_applied", ()):
        lines.append(f"Not used: {_words(lever)}, because {why}.")
    lines.append(f"Playbook: {data['playbook_version']}.")
    return "\n".join(lines)


def _content(receipt: Receipt) -> dict[str, Any]:
    # Receipts without a belief keep the hash they always had.
    left_out = {"hash"} if receipt.belief else {"hash", "belief"}
    return {key: value for key, value in plain(receipt).items() if key not in left_out}


def _leaves(value: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return every value of nested mappings under its dotted name."""
    found: dict[str, Any] = {}
    for key, part in value.items():
        inner = isinstance(part, Mapping) and part
        found |= _leaves(part, f"{prefix}{key}.") if inner else {f"{prefix}{key}": part}
    return found


def _belief_words(belief: Mapping[str, Any], currency: str) -> list[str]:
    if not belief:
        return []
    median, low, high = (
        format_money(Decimal(price), currency) for price in (belief["median"], *belief["80"])
    )
    return [f"They would probably settle for about {median}; four in five times {low} to {high}."]


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(name: str, value: Any, currency: str) -> str:
    return format_money(Decimal(value), currency) if name in _MONEY else str(value)


def _money(inputs: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(inputs[name]) if name in inputs else None


def _ladder(inputs: Mapping[str, Any]) -> Decimal:
    return ladder_amount(
        floor=Decimal(inputs["floor"]),
        ceiling=Decimal(inputs["ceiling"]),
        share=Decimal(inputs["share"]),
        currency=inputs["currency"],
        standing=_money(inputs, "standing"),
        ask=_money(inputs, "ask"),
    )


def _gap(inputs: Mapping[str, Any]) -> Decimal:
    start, end = Decimal(inputs["start"]), Decimal(inputs["end"])
    step = start + Decimal(inputs["share"]) * (end - start)
    amount = quantize(step, inputs["currency"], ROUND_DOWN)
    limits = [Decimal(inputs["limit"])] + ([Decimal(inputs["ask"])] if "ask" in inputs else [])
    return min(max(amount, Decimal(inputs["floor"])), *limits)


def _worth(inputs: Mapping[str, Any]) -> Decimal:
    start, end = Decimal(inputs["start"]), Decimal(inputs["end"])
    return natural(
        start + Decimal(inputs["share"]) * (end - start),
        step=Decimal(inputs["step"]),
        low=Decimal(inputs["low"]),
        high=Decimal(inputs["high"]),
        currency=inputs["currency"],
    )


def _repriced(inputs: Mapping[str, Any]) -> Decimal:
    standing = Decimal(inputs["standing"])
    moved = standing * Decimal(inputs["new_weight"]) / Decimal(inputs["weight"])
    moved = max(quantize(moved, inputs["currency"], ROUND_DOWN), standing)
    return min(moved, Decimal(inputs["limit"]), Decimal(inputs["ask"]))


_COMPUTE: dict[str, Callable[[Mapping[str, Any]], Decimal]] = {
    "opening": lambda inputs: Decimal(inputs["floor"]),
    "ladder_step": _ladder,
    "take_ask": lambda inputs: quantize(Decimal(inputs["ask"]), inputs["currency"], ROUND_DOWN),
    "accept_offer": lambda inputs: Decimal(inputs["standing"]),
    "gap_step": _gap,
    "worth_step": _worth,
    "reprice": _repriced,
    "repeat": lambda inputs: Decimal(inputs["standing"]),
}
FORMULAS = {
    "opening": "floor",
    "ladder_step": "min(ask, ceiling, max(standing, floor + share × (ceiling − floor)))",
    "take_ask": "ask",
    "accept_offer": "our standing offer",
    "worth_step": "start + share × (end − start), rounded to a whole step inside low and high",
    "gap_step": "min(ask, limit, max(floor, start + share × (end − start)))",
    "repeat": "our standing offer",
    "reprice": "min(ask, limit, standing × new weight ÷ weight)",
}
_TITLES = {
    "opening": "Our opening offer is the floor",
    "ladder_step": "Our next offer is one step of the ladder",
    "take_ask": "We take their ask",
    "accept_offer": "They accepted our standing offer",
    "gap_step": "Our offer closes part of the gap",
    "worth_step": "Our next offer is the first step of the series that is worth most",
    "reprice": "Our standing offer is priced again for what they add, by its published share",
    "inquiry": "We ask for their rate",
    "repeat": "We repeat our standing offer",
    "answer": "A question is answered and costs nothing",
    "ask_human": "A person decides",
    "exit": "The negotiation ends politely",
    "wait": "Nothing is sent",
}
_LABELS = {
    "floor": "Floor",
    "ceiling": "Ceiling",
    "limit": "Limit",
    "worth": "Most they are worth to the campaign now",
    "shadow_price": "Price of one weighted view where the campaign's money runs out",
    "start": "From",
    "end": "Towards",
    "share": "Share of the way",
    "standing": "Our standing offer",
    "weight": "Published weight of our package (one feed post is 100)",
    "new_weight": "Published weight with what they add",
    "ask": "Their ask",
    "boundary": "The ask is",
    "views": "Average views",
    "prior_deals": "Closed deals of ours behind the expected price",
    "prior_level": "They moved the expected price by the factor",
    "round": "Counters sent before",
}
_MONEY = frozenset({"floor", "ceiling", "limit", "standing", "ask", "worth", "start", "end"})
