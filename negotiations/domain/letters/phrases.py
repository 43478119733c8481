"""Phrases the writer chooses from. Pure data. No phrase holds a number, a term or a promise."""

from negotiations.domain.letters.replies import (
    ACKNOWLEDGEMENTS,
    ANSWER_CLOSE,
    ANSWER_OPEN,
    ASK_BACK,
    ASK_BACK_CLOSE,
    ASK_HEARD,
    CASH_DOWN,
    CASH_SAME,
    CASH_STAYS,
    CASH_STEP,
    COUNTER_CLOSE,
    FINAL_CLOSE,
    LEVERS,
    PASS_ON,
    STANDING,
    THANKS,
    TRADES,
)

__all__ = [
    "ACKNOWLEDGEMENTS", "AGREED", "AGREED_CLOSE", "AGREED_INTRO", "ANSWER_CLOSE", "ANSWER_OPEN",
    "ASK_BACK", "ASK_BACK_CLOSE", "ASK_CLOSE", "ASK_HEARD", "ASK_RATE", "CASH_DOWN", "CASH_SAME",
    "CASH_STAYS", "CASH_STEP",
    "COUNTER_CLOSE", "EXIT", "FINAL_CLOSE", "INTEREST", "INTRODUCTION", "LEVERS", "OFFER",
    "OPENING_CLOSE", "PASS_ON", "PLATFORM_NAMES", "RECOGNITION", "REMINDER", "REMINDER_CLOSE",
    "SIGN_OFF", "STANDING", "STEPS", "THANKS", "TOPICS", "TRADES",
]  # fmt: skip

PLATFORM_NAMES = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}

RECOGNITION = {
    ("creator", "instagram"): (
        "We've been enjoying your Instagram feed: the look is unmistakably yours, and the "
        "conversation underneath shows how closely people follow you.",
        "Your Instagram came up in our team again and again. The care in your visuals and the "
        "warmth with which you talk to your community stood out.",
        "We keep coming back to your Instagram. You have a good eye, and people clearly trust what "
        "you recommend.",
        "There are a lot of Instagram accounts that look good and say little. Yours does both "
        "well, and that's why we're writing.",
        "Your Instagram feels like a real person runs it, which is rarer than it should be.",
    ),
    ("creator", "tiktok"): (
        "Your TikTok made us smile: quick, honest and completely your own.",
        "We love how you do TikTok. It never feels scripted, and people notice.",
        "Your TikTok has been making the rounds in our team, and for good reason.",
        "Your TikTok has a voice of its own, and that's hard to find.",
        "You've found your own way of doing TikTok, and it works.",
    ),
    ("creator", "youtube"): (
        "We've been watching your YouTube channel with real respect for the work behind it. The "
        "research and the editing show.",
        "Your YouTube channel stood out to us. You take your time with a subject, and your "
        "audience stays with you.",
        "We admire what you have built on YouTube: well produced, well told and never rushed.",
        "Your YouTube channel is one of those people watch to the end, and it shows.",
        "You explain things on YouTube the way a friend would, and people stay for it.",
    ),
    ("manager", ""): (
        "We're getting in touch about your talent on {platform}, whose audience fits this "
        "campaign well.",
        "We'd like to put a collaboration on {platform} forward for your talent.",
        "Your talent's {platform} audience matches what this campaign is looking for.",
        "We have a campaign on {platform} that would suit your talent.",
        "Your talent came up first when we planned this campaign on {platform}.",
    ),
}

INTRODUCTION = {
    "creator": (
        "We're {house}, and we're bringing together a small group of creators for {client}. You "
        "were one of the first people we thought of.",
        "At {house} we're working with {client} on a new campaign, and we think your voice would "
        "suit it beautifully.",
        "We look after creator partnerships for {client} at {house}, and we'd love to work on "
        "this one with you. You would have room to tell it your way.",
        "We're {house}, and {client} has asked us to find people who do this well. How you tell it "
        "would be up to you.",
    ),
    "manager": (
        "{house} is running a creator campaign for {client}.",
        "We represent {client} at {house} and are now confirming creators for the campaign.",
        "At {house} we manage this campaign on behalf of {client}.",
    ),
}

OFFER = {
    "creator": (
        "We'd like to offer {amount} for the package below.",
        "For the package below, our offer is {amount}.",
        "Here is what we have in mind, with a rate of {amount} for everything listed.",
    ),
    "manager": (
        "Our offer for the package below is {amount}.",
        "We propose {amount} for the scope below.",
        "For the scope below we offer a rate of {amount}.",
    ),
}

ASK_RATE = {
    "creator": (
        "Could you tell us your rate for this, in {currency}? We'd rather hear it from you than "
        "guess.",
        "What would you charge for it, in {currency}? A short note is all we need.",
        "We'd love to know your rate in {currency}, so that we can plan this properly with you.",
    ),
    "manager": (
        "Please send us your rate in {currency} for this scope.",
        "What is your rate in {currency} for this scope?",
        "Could you share the rate in {currency}, with anything we should know about your terms?",
    ),
}

INTEREST = {
    "creator": (
        "Before we talk about scope or pay: does the idea appeal to you at all? If it does, we'll "
        "send you everything we know.",
        "Would you like to hear more? A one-line yes is enough, and we'll take it from there.",
        "Is this something you could see yourself doing? If so, we'll send the details.",
    ),
    "manager": (
        "Is this of interest to your talent? If so, we'll send the scope and the details.",
        "Would you like the brief? Once we know there is interest, we'll send everything we have.",
        "Please let us know whether there is interest, and whom we should talk to.",
    ),
}

ASK_CLOSE = {
    "creator": (
        "If you have questions first, just reply, we're glad to talk them through.",
        "If anything is unclear, ask away.",
        "And if the scope should look different to suit you, tell us that as well.",
    ),
    "manager": (
        "We can share the brief on request.",
        "If you need more detail first, we'll send it.",
        "If the scope should look different to suit your talent, tell us that as well.",
    ),
}

OPENING_CLOSE = {
    "creator": (
        "How does that sound to you? If you have questions or ideas of your own, just reply. "
        "We're glad to talk them through.",
        "We'd love to hear what you think, and whether anything is unclear.",
        "Does this feel like a fit? Tell us what you like and what you'd change.",
    ),
    "manager": (
        "Please let us know whether this works on your side, or what you would need to confirm.",
        "We look forward to your feedback and can share the brief on request.",
        "Let us know how you would like to proceed.",
    ),
}

AGREED = {
    "creator": (
        "This is wonderful news. We're so glad to have you on board for {client}!",
        "We're delighted that we found a way to do this together. Welcome on board!",
        "Great, then it's settled. The whole team at {house} is happy about this one.",
    ),
    "manager": (
        "Thank you for confirming. We're pleased to have this in place for {client}.",
        "Great, we're agreed. Thank you for the smooth conversation.",
        "Thank you, we're happy to confirm the collaboration with {client}.",
    ),
}
AGREED_INTRO = (
    "Here is everything we agreed, so that we all have it in writing:",
    "To have it all in one place, this is what we agreed:",
    "For your records, these are the terms:",
)
STEPS = (
    "SOW signature: we send you the Scope of Work above for signature.",
    "Brief: once it is signed, you receive the brief and the guidelines.",
    "Payment: it follows the timing above, to the details you give us.",
)
AGREED_CLOSE = (
    "If anything here reads differently from what you had in mind, tell us and we'll put it right.",
    "Please check that this matches your understanding, and let us know if it doesn't.",
    "Any questions along the way? We're here.",
)

EXIT = {
    "creator": (
        "Thank you for the time and thought you gave this. We don't see a way to meet this time, "
        "and we'd rather tell you plainly. Our door stays open, so do write to us if things "
        "change on your side.",
        "We've really enjoyed talking with you. This one doesn't come together for us, but you're "
        "welcome to write whenever you'd like to pick it up again.",
        "Thank you for considering {client}. We won't be able to go ahead with this one. We think "
        "highly of your work, and our door stays open.",
    ),
    "manager": (
        "Thank you for your time on this. We aren't able to go ahead this time, but our door "
        "stays open should anything change on your side.",
        "We appreciate the open conversation. This one doesn't come together for us. Please do "
        "write if your position changes.",
        "Thank you for considering {client}. We won't be going ahead with this one and wish you "
        "and your talent all the best.",
    ),
}

REMINDER = {
    "creator": (
        "We wanted to make sure our last note reached you. There's no pressure at all.",
        "A small nudge from us, in case our last note got buried in your inbox.",
        "We're still thinking of you for {client} and wanted to check in.",
        "You've probably been busy, so here we are once more.",
        "Did our last note find you? We'd still love to do this with you.",
    ),
    "manager": (
        "We wanted to follow up on our last note.",
        "A brief check-in on our proposal for {client}.",
        "We're following up in case our last note got lost.",
        "Did you have a chance to look at our proposal for {client}?",
        "We'd like to bring our proposal for {client} back to the top of your inbox.",
    ),
}
REMINDER_CLOSE = (
    "Whenever you have a moment, tell us what you think. A short line is enough.",
    "If you have questions, or if it isn't for you, a short reply helps us too.",
    "We'd be glad to hear from you either way.",
)

SIGN_OFF = {
    "creator": ("Warmly,", "All the best,", "With warm regards,", "Best wishes,"),
    "manager": ("Best regards,", "Kind regards,", "With best regards,"),
}

# Topics of questions, so that an unanswered one can be named in our own words.
TOPICS = (
    ("payment", r"\b(pay|paid|payment|invoice|net|paypal|wire)\w*"),
    ("timing", r"\b(when|date|deadline|timeline|timing|schedule|live|deliver(y|ed)|publish)\w*"),
    ("usage", r"\b(usage|rights|whitelist|licens|ads|boost|organic)\w*"),
    ("exclusivity", r"\b(exclusiv|competitor)\w*"),
    ("the product", r"\b(product|sample|gift|ship)\w*"),
    ("the approval process", r"\b(approv|revis|draft|feedback)\w*"),
    ("the brief", r"\b(brief|talking points|guideline|concept|creative|script)\w*"),
    ("the brand", r"\b(brand|company|website|client)\w*"),
)
