"""Phrases of the mails that end a thread: agreed, or each kind of farewell. Pure data."""

from collections.abc import Mapping

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
# They step back from what was agreed: nothing is granted and nothing held against them.
STEPS_BACK = {
    "creator": (
        "Thank you for telling us. We've seen it, and somebody from our team will write to you "
        "about it personally.",
        "Thanks for letting us know how things stand. A colleague will look at it with you and "
        "come back to you.",
    ),
    "manager": (
        "Thank you for letting us know. A colleague will look at it and come back to you.",
        "We have your note, thank you. Somebody from our team will be in touch with you about it.",
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
# Whose end it is and why, as people choose it.
ENDINGS = {
    "ours": "we end it: the two sides do not meet",
    "full": "the campaign is complete, or its money is spent",
    "misfit": "it does not fit: exclusivity, timing, brand safety",
    "theirs": "they declined",
}
EXITS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "theirs": EXIT_THEIRS,
    "ours": EXIT,
    "full": EXIT_FULL,
    "misfit": EXIT_MISFIT,
}
