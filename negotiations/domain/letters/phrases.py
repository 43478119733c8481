"""Phrases the writer chooses from. Pure data. No phrase holds a number, a term or a promise."""

from collections.abc import Mapping

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

AGREED = {
    "creator": (
        "This is wonderful news. We're so glad to have you on board for {client}!",
        "We're delighted that we found a way to do this together. Welcome on board!",
        "Great, then it's settled. We're happy to have you with us.",
        "Thank you, we're agreed! It's good to have you in this.",
        "That's a yes from both of us, then. We look forward to working with you for {client}.",
    ),
    "manager": (
        "Thank you for confirming. We're pleased to have this in place for {client}.",
        "Great, we're agreed. Thank you for the smooth conversation.",
        "Thank you, we're happy to confirm the collaboration with {client}.",
        "We're agreed, then. Thank you for your help in getting here.",
        "Thank you. With that, the collaboration for {client} stands.",
    ),
}
AGREED_INTRO = (
    "Here is everything we agreed, so that we all have it in writing:",
    "To have it all in one place, this is what we agreed:",
    "For your records, these are the terms:",
    "Please find the terms below, as we agreed them:",
    "So that nothing is left to memory, here are the terms:",
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
    "If a line looks wrong to you, write to us before you sign.",
    "Do read it through once, and tell us if we got something wrong.",
)

EXIT = {
    "creator": (
        "Thank you for the time you gave this. We don't see a way to meet this time, and we'd "
        "rather tell you plainly. Our door stays open, so do write to us if things change.",
        "We've enjoyed talking with you. This one doesn't come together for us, but you're "
        "welcome to write whenever you'd like to pick it up again.",
        "Thank you for considering {client}. We won't be able to go ahead with this one. Our door "
        "stays open.",
        "We've come to the end of what we can do here, so we'll leave it at that for now. Thank "
        "you for talking it through with us, and write to us any time.",
        "This is where we have to stop, and we're sorry about it. Thank you for the open "
        "conversation. If anything changes on your side, we'd be glad to hear from you.",
    ),
    "manager": (
        "Thank you for your time on this. We aren't able to go ahead this time, but our door "
        "stays open should anything change on your side.",
        "We appreciate the open conversation. This one doesn't come together for us. Please do "
        "write if your position changes.",
        "Thank you for considering {client}. We won't be going ahead with this one and wish you "
        "and your talent all the best.",
        "We've reached the end of what we can do here. Thank you for taking it to your talent, "
        "and do write if things change.",
        "This one won't come together, and we'd rather say so plainly. Thank you for your work "
        "on it. Our door stays open.",
    ),
}
# They said no: it is theirs to say, and all that is left is to thank them.
EXIT_THEIRS = {
    "creator": (
        "Thank you for letting us know, and for thinking about it. We won't write about this "
        "again, and wish you all the best.",
        "That's clear, thank you for the straight answer. We'll leave it there. If you ever "
        "change your mind, a short note is enough.",
        "Thanks for telling us. We understand and take it as your last word on this. All the best "
        "with what you're working on.",
        "No problem at all, and thank you for writing back. We'll close this on our side and wish "
        "you well.",
        "We understand, thank you for the honest reply. It was good to be in touch.",
    ),
    "manager": (
        "Thank you for letting us know. We'll close this on our side and wish you and your talent "
        "all the best.",
        "That's clear, thank you for the straight answer. Should your talent reconsider, a short "
        "note is enough.",
        "Thank you for taking it to your talent. We understand and leave it there.",
        "Understood, and thank you for the quick word. We won't follow up on this.",
        "Thank you for the honest reply. We take it as final and wish you well.",
    ),
}
EXIT_FULL = {
    "creator": (
        "Thank you for your patience with us. We can't take anyone else on for this campaign, and "
        "we wanted you to know rather than to wonder. It has nothing to do with you.",
        "We have to tell you that this campaign is complete now. Thank you for your interest, and "
        "we're sorry that we couldn't say so earlier.",
    ),
    "manager": (
        "Thank you for your patience. This campaign is complete now, so we can't go ahead with "
        "your talent. It has nothing to do with either of you.",
        "We have to tell you that we can't take anyone else on for this campaign. Thank you for "
        "your time on it.",
    ),
}
EXIT_MISFIT = {
    "creator": (
        "Thank you for telling us how you work. What this campaign needs and what you do don't "
        "match this time, so we'll leave it there. We wish you well.",
        "Having read your answer, we think this campaign isn't the right one for you. Thank you "
        "for explaining it so clearly.",
    ),
    "manager": (
        "Thank you for explaining how your talent works. What this campaign needs doesn't match "
        "that, so we'll leave it there.",
        "Having read your answer, we think this campaign isn't the right one for your talent. "
        "Thank you for being clear about it.",
    ),
}
EXITS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "theirs": EXIT_THEIRS,
    "ours": EXIT,
    "full": EXIT_FULL,
    "misfit": EXIT_MISFIT,
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
