"""Phrases the writer chooses from. Pure data. No phrase holds a number, a term or a promise."""

PLATFORM_NAMES = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}

RECOGNITION = {
    ("creator", "instagram"): (
        "We've been enjoying your Instagram feed: the look is unmistakably yours, and the "
        "conversation underneath shows how closely people follow you.",
        "Your Instagram came up in our team again and again. The care in your visuals and the "
        "warmth with which you talk to your community stood out.",
        "We keep coming back to your Instagram. You have a clear eye, and people clearly trust "
        "what you recommend.",
    ),
    ("creator", "tiktok"): (
        "Your TikTok made us smile: quick, honest and completely your own.",
        "We love how you do TikTok. It never feels scripted, and people notice.",
        "Your TikTok has been making the rounds in our team, and for good reason.",
    ),
    ("creator", "youtube"): (
        "We've been watching your YouTube channel with real respect for the work behind it. The "
        "research and the editing show.",
        "Your YouTube channel stood out to us. You take your time with a subject, and your "
        "audience stays with you.",
        "We admire what you have built on YouTube: well produced, well told and never rushed.",
    ),
    ("manager", ""): (
        "We're getting in touch about your talent on {platform}, whose audience fits this "
        "campaign well.",
        "We'd like to put a collaboration on {platform} forward for your talent.",
        "Your talent's {platform} audience matches what this campaign is looking for.",
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
        "Could you tell us your rate in {currency} for this? We'd rather hear from you first "
        "than guess.",
        "What would you charge for it, in {currency}? A short note is all we need.",
        "We'd love to know your rate in {currency}, so that we can plan this properly with you.",
    ),
    "manager": (
        "Please send us your rate in {currency} for this scope.",
        "What is your rate in {currency} for this scope?",
        "Could you share the rate in {currency}, with anything we should know about your terms?",
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

THANKS = {
    "creator": (
        "Thank you for coming back to us, and for being so open.",
        "Thanks so much for your reply. It's good to be talking about this with you.",
        "Thank you for taking the time to look at this so carefully.",
    ),
    "manager": (
        "Thank you for the quick feedback.",
        "Thanks for your reply and for setting out your position.",
        "Thank you for reviewing this with your talent.",
    ),
}

# The first pattern found in their words picks the acknowledgement.
ACKNOWLEDGEMENTS = (
    (
        r"\b(edit(ing|s)?|produc(e|tion)|effort|time.consuming|filming|equipment|crew)\b",
        "We know how much work goes into making content well, and we don't take that lightly.",
    ),
    (
        r"\b(engag\w+|audience|community|followers|views|reach|results)\b",
        "Your audience is a big part of why we reached out, and we hear you on its value.",
    ),
    (
        r"\b(busy|schedule|calendar|booked|travel\w*|holiday)\b",
        "We understand that your calendar is full and will work around it where we can.",
    ),
    (
        r"\b(excited|love|loved|interested|keen|great fit|happy to)\b",
        "It's lovely to hear that the campaign speaks to you.",
    ),
    (
        r"\b(low|lower|below|undervalu\w+|lowball|disappoint\w+|not enough|short of)\b",
        "We understand that our number was not where you hoped it would be.",
    ),
)

ASK_HEARD = (
    "We've taken your rate of {ask} seriously and looked at what we can move.",
    "You named {ask}, and we've gone through it line by line.",
    "We've looked at your rate of {ask} together with the team.",
)

LEVERS = {
    "trade_deliverables": (
        "To bring us closer together we've made the package lighter for you: it is now {package}. "
        "Less work on your side, and the rate stays fair for what remains.",
        "Here is an idea: a smaller scope. The package would be {package}, so that the rate sits "
        "better with the work.",
    ),
    "trade_usage_rights": (
        "We've reduced what we ask for after publication. The usage rights would now be: {rights}.",
        "One thing we can change is what happens with the content afterwards. We'd now ask for "
        "these usage rights: {rights}.",
    ),
    "offer_product": (
        "On top of the rate, we'd like to add {product}. It comes in addition to your pay, never "
        "in place of it.",
        "We'd also like you to have {product}, as an addition to the rate and yours to keep.",
    ),
    "propose_syndication": (
        "To keep the work light, the same content can simply go up on your other channels as "
        "well, in place of something made anew.",
        "Instead of asking for something new for each platform, we'd be happy if you cross-posted "
        "the same content to your other channels.",
    ),
    "share_cpm_target": (
        "To be open about how we arrive at our number: we plan this campaign with a CPM target of "
        "{cpm}, and your rate follows from it.",
        "It may help to see our working: we calculate with a CPM target of {cpm} for this "
        "campaign.",
    ),
}

CASH_STEP = (
    "We can also move on the rate.",
    "We've moved on the rate as well.",
    "There is some movement in the rate, too.",
)
CASH_SAME = ("Our rate is {amount}.", "The rate we can offer is {amount}.", "We stay at {amount}.")

COUNTER_CLOSE = {
    "creator": (
        "If this works for you, a short yes is all we need and we'll prepare the paperwork.",
        "We feel we're close. Would you be happy to go ahead on this basis?",
        "Let us know how this lands with you. We'd really like to make it work together.",
    ),
    "manager": (
        "If this works on your side, please confirm and we'll send the paperwork.",
        "Would your talent be happy to go ahead on these terms?",
        "Please let us know whether we can close on this basis.",
    ),
}
FINAL_CLOSE = (
    "This is our final offer, and we wanted to be straightforward about it. If it works for you "
    "we'd be delighted; if not, we completely understand.",
    "We'd rather be honest than go back and forth: this is our final offer. Take the time you "
    "need, and we'll respect whatever you decide.",
)

ANSWER_OPEN = {
    "creator": ("Good questions, thank you.", "Thanks for asking before deciding.", "Of course!"),
    "manager": ("Thank you for the questions.", "Happy to clarify.", "Here is what we can share."),
}
ANSWER_CLOSE = {
    "creator": (
        "Is there anything else you'd like to know? Just reply here.",
        "We hope that helps. Ask us anything else that's on your mind.",
        "Tell us if something is still open, we're happy to help.",
    ),
    "manager": (
        "Please let us know if anything else is open.",
        "If you need further details, just reply here.",
        "We're available for anything else you need from us.",
    ),
}
STANDING = (
    "Our offer of {amount} stands as it is.",
    "Nothing changes about our offer of {amount}.",
    "The offer on the table remains {amount}.",
)

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
        "We just wanted to make sure our last note reached you. There's no pressure at all.",
        "A small nudge from us, in case our last note got buried in your inbox.",
        "We're still thinking of you for {client} and wanted to check in.",
    ),
    "manager": (
        "We wanted to follow up on our last note.",
        "A brief check-in on our proposal for {client}.",
        "We're following up in case our last note got lost.",
    ),
}
REMINDER_CLOSE = (
    "Whenever you have a moment, tell us what you think. A short line is enough.",
    "If you have questions, or if it isn't for you, a short reply helps us too.",
    "We'd be glad to hear from you either way.",
)

SIGN_OFF = {
    "creator": ("Warmly,", "All the best,", "With warm regards,"),
    "manager": ("Best regards,", "Kind regards,", "With best regards,"),
}

# Topics of questions, so that an unanswered one can be named in our own words.
TOPICS = (
    ("payment", r"\b(pay|paid|payment|invoice|net|paypal|wire)\w*"),
    ("timing", r"\b(when|date|deadline|timeline|timing|schedule|live|deliver(y|ed)|publish)\w*"),
    ("usage", r"\b(usage|rights|whitelist|licens|ads|boost|organic)\w*"),
    ("exclusivity", r"\b(exclusiv|competitor)\w*"),
    ("product", r"\b(product|sample|gift|ship)\w*"),
    ("approval", r"\b(approv|revis|draft|feedback)\w*"),
    ("brief", r"\b(brief|talking points|guideline|concept|creative|script)\w*"),
    ("brand", r"\b(brand|company|website|client)\w*"),
)
