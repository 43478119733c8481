"""Phrases the writer chooses from. Pure data. No phrase holds a number, a term or a promise."""

PLATFORM_NAMES = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}

# Why we write: plain, and true of everybody on the list. Praise needs a fact on record.
RECOGNITION = {
    "creator": (
        "We're writing about a paid collaboration on {platform} with {client}.",
        "{client} is planning a campaign on {platform}, and we'd like to have you in it.",
        "Your {platform} account is on our list for a campaign of {client}, so here is what it's "
        "about.",
        "We have a campaign for {client} on {platform} and would like to propose it to you.",
        "Would you work with {client} on {platform}? We'd like to put an idea in front of you.",
        "This is about {platform} and a campaign we're putting together for {client}.",
    ),
    "manager": (
        "We're getting in touch about your talent and a campaign on {platform} for {client}.",
        "We'd like to put a collaboration with {client} on {platform} forward for your talent.",
        "{client} is planning a campaign on {platform}, and your talent is on our list for it.",
        "We have a campaign on {platform} for {client} to propose for your talent.",
        "This is about your talent and a paid collaboration on {platform} with {client}.",
        "Would your talent work with {client} on {platform}? Here is what we have in mind.",
    ),
}

INTRODUCTION = {
    "creator": (
        "We're {house} and look after creator partnerships for {client}. How you tell it would be "
        "up to you.",
        "At {house} we're working with {client} on this, and there is room to do it your way.",
        "We look after this campaign for {client} at {house}. The idea is to let you tell it in "
        "your own words.",
        "We're {house}, and {client} has asked us to find people for it.",
        "You'd be talking to us at {house}: we run the campaign for {client}.",
    ),
    "manager": (
        "{house} is running the campaign for {client}.",
        "We represent {client} at {house} and are confirming creators at the moment.",
        "At {house} we manage this campaign on behalf of {client}.",
        "Your contact for it is {house}, on behalf of {client}.",
        "{client} has asked {house} to bring the creators together.",
    ),
}

OFFER = {
    "creator": (
        "We'd like to offer {amount} for the package below.",
        "For the package below, our offer is {amount}.",
        "Here is what we have in mind, with a rate of {amount} for everything listed.",
        "Our offer for all of it is {amount}.",
        "What follows is the whole package, and we'd pay {amount} for it.",
    ),
    "manager": (
        "Our offer for the package below is {amount}.",
        "We propose {amount} for the scope below.",
        "For the scope below we offer a rate of {amount}.",
        "The rate we have in mind for everything below is {amount}.",
        "We can offer {amount} for the package as listed.",
    ),
}

INQUIRY_TITLE = "What we have in mind:"
ASK_RATE = {
    "creator": (
        "Could you tell us your rate for all of this, in {currency}? We'd rather hear it from you "
        "than guess.",
        "What would you charge for the whole package, in {currency}? A short note is all we need.",
        "We'd like to know your rate for the package in {currency}, so that we can plan it with "
        "you.",
        "To go on we need one thing from you: your rate for the package, in {currency}.",
        "Please tell us what you would want for it as a whole, in {currency}.",
    ),
    "manager": (
        "Please send us your rate in {currency} for this scope.",
        "What is your rate in {currency} for the scope as a whole?",
        "Could you share the rate for this scope in {currency}, with anything we should know about "
        "your terms?",
        "To go on we need your rate for the whole scope, in {currency}.",
        "What would your talent charge for all of it, in {currency}?",
    ),
}

INTEREST = {
    "creator": (
        "Before we talk about scope or pay: does the idea appeal to you at all? If it does, we'll "
        "send you everything we know.",
        "Would you like to hear more? A one-line yes is enough, and we'll take it from there.",
        "Is this something you could see yourself doing? If so, we'll send the details.",
        "Shall we send you the details? There is nothing to decide before you have seen them.",
        "If you'd like to know more, say so in a line and we'll send what we have.",
    ),
    "manager": (
        "Is this of interest to your talent? If so, we'll send the scope and the details.",
        "Would you like the brief? Once we know there is interest, we'll send everything we have.",
        "Please let us know whether there is interest, and whom we should talk to.",
        "Shall we send the details over? A short line is enough.",
        "If your talent would like to hear more, we'll send the scope.",
    ),
}

ASK_CLOSE = {
    "creator": (
        "If you have questions first, just reply, we're glad to talk them through.",
        "If anything is unclear, ask away.",
        "And if the scope should look different to suit you, tell us that as well.",
        "Anything you'd like to know before you name a rate? Ask us.",
        "If a part of this doesn't suit you, say which one.",
    ),
    "manager": (
        "We can share the brief on request.",
        "If you need more detail first, we'll send it.",
        "If the scope should look different to suit your talent, tell us that as well.",
        "Please ask whatever you need to know before you quote.",
        "If a part of this doesn't work for your talent, tell us which one.",
    ),
}

OPENING_CLOSE = {
    "creator": (
        "How does that sound to you? If you have questions or ideas of your own, just reply.",
        "We'd love to hear what you think, and whether anything is unclear.",
        "Does this feel like a fit? Tell us what you like and what you'd change.",
        "Have a look, and write back with whatever comes to mind.",
        "What do you think? A short answer is fine.",
    ),
    "manager": (
        "Please let us know whether this works on your side, or what you would need to confirm.",
        "We look forward to your feedback and can share the brief on request.",
        "Let us know how you would like to proceed.",
        "Would you put this to your talent, and tell us what comes back?",
        "What would you need from us to take this to your talent?",
    ),
}

REMINDER = {
    "creator": (
        "We wanted to make sure our last note reached you. There's no pressure at all.",
        "A small nudge from us, in case our last note got buried in your inbox.",
        "We wanted to check in about the campaign for {client}.",
        "Here we are once more, in case this slipped through.",
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
REMINDER_NEWS = (
    "If it helps, we can send you the brief first, so that you see what it's about.",
    "If a question is what keeps you, ask it and we'll answer.",
    "If somebody else should decide this, tell us whom to write to.",
    "If the timing is the difficulty, tell us what would suit you.",
    "If a part of the package doesn't suit you, tell us which one and we'll look at it.",
)
REMINDER_CLOSE = (
    "Whenever you have a moment, tell us what you think. A short line is enough.",
    "And if it isn't for you, a short reply helps us too.",
    "We'd be glad to hear from you either way.",
    "A yes, a no or a maybe: any of them helps us plan.",
    "Thank you for taking a moment.",
)

SIGN_OFF = {
    "creator": (
        "Warmly,",
        "All the best,",
        "With warm regards,",
        "Best wishes,",
        "Many thanks and best wishes,",
    ),
    "manager": (
        "Best regards,",
        "Kind regards,",
        "With best regards,",
        "With kind regards,",
        "Many thanks and best regards,",
    ),
}
