"""What a person may do about an escalation, by its code: two or three steps. Pure data."""

from collections.abc import Mapping

_PRICE = ("Counter with a lower amount", "Approve what they ask, in the console")
STEPS: Mapping[str, tuple[str, ...]] = {
    "above_ceiling": _PRICE,
    "over_approval": _PRICE,
    "price_conflict": _PRICE,
    "below_minimum": _PRICE,
    "currency_mismatch": ("Ask for the amount in the campaign's currency",),
    "low_confidence": ("Read the mail and ask what they mean", "Answer by hand"),
    "ask_below_offer": (
        "Ask whether the amount is for the whole package",
        "Close the deal at their ask, in the console",
    ),
    "unpriced_terms": (
        "Ask the client what the additional terms are worth",
        "Offer again on our own terms",
    ),
    "wrong_person": ("Find the right contact", "Close the negotiation"),
    "readings_differ": ("Read the mail yourself", "Answer by hand, or hand back after a look"),
    "opt_out_unsure": (
        "Read whether they want no more mail; if so, put them on the do-not-contact list",
        "Answer by hand",
    ),
    "no_next_step": ("Hand it back to the agent", "Write to them, or stop it"),
    "unclear": ("Read the mail and ask what they mean", "Answer by hand"),
    "manager_unknown": ("Ask the influencer whether this person speaks for them",),
    "sender_unsure": (
        "Say in the console who the address is and whether its word counts",
        "Send the draft: it states our terms to the address we know",
    ),
    "suppressed": ("Find another contact", "Close the negotiation"),
    "minor": (
        "Find out how old they are; a parent signs for a child",
        "Say in the console that they are an adult, or stop the negotiation",
    ),
    "human": ("Answer by hand: they want to talk with a person", "Take the negotiation over"),
    "call_request": ("Write that we stay on email, or call them yourself",),
    "unusual_deliverables": (
        "Ask the client whether they want it",
        "Answer what the brief holds and leave the rest out",
    ),
    "cpm": _PRICE,
    "hostile": ("Check our tone", "Answer in a conciliatory way", "Ask the account manager"),
    "legal": ("Ask the legal team", "Acknowledge without promising anything"),
    "round_cap": ("Look at the history", "Make a final offer", "Accept their terms"),
    "unknown_fact": (
        "Put the answer into the draft, or ask the client for it",
        "Keep it under Writing guidance, so that the next one who asks gets it",
    ),
    "attachment_rates": ("Read the attachment and note their rate",),
    "bounced": ("Find another address",),
    "send_failed": ("Check the address and the mailbox", "Send the draft again"),
    "backed_out": (
        "Call or write to them: what changed, and would it stand on other terms?",
        "Reopen the negotiation: the amount stays in its history, its money is free again",
        "Let them go: reopen it and reject it as declined by them",
    ),
    "budget_full": (
        "Send the goodbye: it says that the campaign is complete",
        "Raise the budget, then hand back",
    ),
}
_GATE = ("Review the draft", "Edit it and send it")
_OTHERWISE = ("Look at the thread", "Answer by hand")


def steps_for(code: str, *, is_blocked: bool = False) -> tuple[str, ...]:
    """Return the steps for a code; for a draft that the gate stops, what to do with it."""
    return _GATE if is_blocked else STEPS.get(code, _OTHERWISE)
