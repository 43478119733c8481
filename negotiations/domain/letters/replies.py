"""Phrases of our answers: thanks, what we heard, what we trade. Pure data, without any figure."""

THANKS = {
    "creator": (
        "Thank you for coming back to us, and for being so open about it.",
        "Thanks so much for your reply. It's good to be talking about this with you.",
        "Thank you for looking at this so carefully.",
        "Thanks for getting back to us, we appreciate the straight answer.",
        "It was good to hear from you, thank you.",
        "Thanks for bearing with us on this one.",
    ),
    "manager": (
        "Thank you for the quick feedback.",
        "Thanks for your reply and for setting out your position.",
        "Thank you for reviewing this with your talent.",
        "Thanks for coming back to us on this.",
        "We appreciate the clear answer, thank you.",
        "Thank you for keeping this moving.",
    ),
}

# What may move somebody, the words that show it, and what we say to it; the first one counts.
ACKNOWLEDGEMENTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "work",
        r"\b(edit(ing|s)?|produc(e|tion)|effort|time.consuming|filming|equipment|crew)\b",
        (
            "We know how much work goes into doing this properly, and we don't take it lightly.",
            "The work behind it is a fair point, and we see it.",
            "Good content takes time, and we count that in.",
        ),
    ),
    (
        "usage",
        r"\b(usage|whitelist\w*|rights|ads?|exclusiv\w*)\b",
        (
            "What happens with the content afterwards matters, and it's fair to raise it.",
            "You're right to look closely at the usage, it is part of the price.",
        ),
    ),
    (
        "audience",
        r"\b(engag\w+|audience|community|followers|views|reach|results)\b",
        (
            "Your audience is a part of what the rate is for, and we hear you on its value.",
            "Reach matters in this, so that point lands.",
        ),
    ),
    (
        "calendar",
        r"\b(busy|schedule|calendar|booked|travel\w*|holiday)\b",
        (
            "We understand that your calendar is full and will work around it where we can.",
            "Your time is tight, so we'll keep this easy to say yes or no to.",
        ),
    ),
    (
        "low",
        r"\b(low|lower|below|undervalu\w+|lowball|disappoint\w+|not enough|short of)\b",
        (
            "We understand that our number was not where you hoped it would be.",
            "We'd rather hear that our number felt low than not hear it.",
        ),
    ),
    (
        "keen",
        r"\b(excited|love|loved|interested|keen|great fit|happy to)\b",
        (
            "It's lovely to hear that the campaign speaks to you.",
            "We're glad the idea appeals to you as much as it does to us.",
        ),
    ),
)

ASK_HEARD = (
    "You named {ask}, and we have it in front of us.",
    "We've noted your rate of {ask}.",
    "Your rate of {ask} is clear to us.",
    "You asked for {ask}; here is where we can be.",
    "So {ask} is the number on your side.",
)

# What changed besides the rate, for mails in which the rate stands in a sentence of its own.
LEVERS = {
    "trade_deliverables": (
        "To bring us closer together we've made the package lighter: it is now {package}. That is "
        "less work, and the rate stays fair for what remains.",
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
        "To keep the work light, the same content can simply go up on the other channels as "
        "well, in place of something made anew.",
        "Instead of asking for something new for each platform, we'd be happy to see the same "
        "content cross-posted to the other channels.",
    ),
    "share_cpm_target": (
        "To be open about how we arrive at our number: we plan this campaign with a CPM target of "
        "{cpm}, and your rate follows from it.",
        "It may help to see our working: we calculate with a CPM target of {cpm} for this "
        "campaign.",
    ),
}
# The same as a trade, with the rate inside it.
TRADES = {
    "trade_deliverables": (
        "If we keep the package to {package}, we can do {amount} for it. That takes some work out "
        "of it, and the rate stays fair for what remains.",
        "Here is one way to get closer: a smaller scope. If it's {package}, we can offer {amount}.",
        "Would a lighter package help? If we agree on {package}, {amount} works on our side.",
    ),
    "trade_usage_rights": (
        "Usage is a part we can move on. If it comes down to {rights}, our rate is {amount}.",
        "If we ask for less once the content is out, and keep it to {rights}, we can do {amount}.",
        "There is also what happens with the content afterwards. If that becomes {rights}, we can "
        "offer {amount}.",
    ),
    "no_usage_rights": (
        "We no longer ask for any usage rights. If that helps, our rate is {amount}.",
        "If we leave out usage rights altogether, we can do {amount}.",
    ),
    "offer_product": (
        "If {amount} works for the content, we'd like to add {product}. It comes on top of your "
        "pay, never in place of it.",
        "We can do {amount}. If that gets us there, {product} comes on top, yours to keep.",
        "The rate we can do is {amount}. If you're happy with that, we'd also send you {product}, "
        "in addition to the fee.",
    ),
    "propose_syndication": (
        "If the same content can also go up on the other channels, we can do {amount}. Nothing "
        "new would have to be made for it.",
        "Instead of something new for each platform, the same content could be cross-posted to "
        "the other channels. If that suits you, our rate is {amount}.",
    ),
    "share_cpm_target": (
        "To be open about how we get to our number: we plan this campaign with a CPM target of "
        "{cpm}. If you can work with that, our rate comes to {amount}.",
        "It may help to see our working: if we take our CPM target of {cpm}, the usual views "
        "bring us to {amount}.",
    ),
}
CASH_STEP = (
    "We can move on the rate: previously {previous}, now {amount}.",
    "There is some movement in the rate: previously {previous}, now {amount}.",
    "We've found a way to improve the rate, previously {previous}, now {amount}.",
    "On the rate there is something we can do: previously {previous}, now {amount}.",
    "We've gone over it again, and the rate comes up: previously {previous}, now {amount}.",
    "We'd like to come towards you on the rate: previously {previous}, now {amount}.",
)
AT_ASK = (
    "We can go with the {amount} you named.",
    "{amount} works on our side.",
    "We can do the {amount} you ask for.",
)
CASH_DOWN = ("Our rate: previously {previous}, now {amount}.",)
CASH_SAME = (
    "Our rate is {amount}.",
    "The rate we can offer is {amount}.",
    "We'd offer {amount} for it.",
    "For this scope we're at {amount}.",
)
CASH_STAYS = (
    "On the rate itself we stay at {amount}.",
    "The rate remains {amount}.",
    "Our rate is still {amount}.",
)

COUNTER_CLOSE = {
    "creator": (
        "If this works for you, a short yes is all we need and we'll prepare the paperwork.",
        "Would you be happy to go ahead on this basis? We would be.",
        "How does this sit with you?",
        "Would you like to go ahead? If something still bothers you, tell us what it is.",
        "Let us know how this lands. We'd really like to do this one with you.",
        "Does that feel right to you?",
    ),
    "manager": (
        "If this works on your side, please confirm and we'll send the paperwork.",
        "Would your talent be happy to go ahead on these terms?",
        "Please let us know whether we can close on this basis.",
        "Can we confirm on these terms? If something stands in the way, tell us what it is.",
        "Let us know what you would need to confirm.",
        "Does this work for you and your talent?",
    ),
}
ABOVE_FINAL = (
    "We did say that {previous} was our final offer, and we meant it. We've talked it over once "
    "more, and can go to {amount}.",
    "Our last number was meant to be final, and you're right to hold us to that. Having looked at "
    "it again, we can move from {previous} to {amount}.",
)
PASS_ON = (
    "Could you pass this on, and tell us what comes back? Thank you for looking after it.",
    "Would you forward the terms to whoever decides? Thank you for your help.",
    "Thank you for passing this along. We're happy to speak to whoever decides.",
)
FINAL_CLOSE = (
    "This is our final offer, and we wanted to say so openly. If it works for you we'd be "
    "delighted; if not, we completely understand.",
    "We'd rather be honest than go back and forth: this is our final offer. Take the time you "
    "need, and we'll respect whatever you decide.",
    "This is our final offer. If it's a yes, wonderful. If it's a no, thank you for giving it so "
    "much thought.",
)

OPEN_QUESTION = (
    "On {what}, a colleague will confirm and come back to you.",
    "A colleague will come back to you on {what}.",
    "As for {what}, a colleague will confirm that.",
    "We don't have the answer on {what} at hand; a colleague will confirm and come back to you.",
    "For {what} we're asking a colleague, who will come back to you.",
)
ANSWER_OPEN = {
    "creator": (
        "Good questions, thank you.",
        "Thanks for asking before deciding.",
        "Of course, happy to explain.",
        "Glad you asked.",
    ),
    "manager": (
        "Thank you for the questions.",
        "Happy to clarify.",
        "Here is what we can share.",
        "Of course, the details are below.",
    ),
}
ANSWER_CLOSE = {
    "creator": (
        "Is there anything else you'd like to know? Just reply here.",
        "We hope that helps. Ask us anything else that's on your mind.",
        "Tell us if something is still open.",
        "Does that answer it?",
    ),
    "manager": (
        "Please let us know if anything else is open.",
        "If you need further details, just reply here.",
        "Is there anything else you need from us?",
        "We hope that covers it.",
    ),
}
ASK_BACK = {
    "creator": (
        "Thanks for your answer. Before anything is final we'd like to be sure we read you right.",
        "Thank you for writing back. We want to be certain that we understand you.",
    ),
    "manager": (
        "Thank you for your answer. Before anything is final we want to be sure we read it right.",
        "Thank you for the reply. We would like to be certain that we understand it.",
    ),
}

ASK_BACK_CLOSE = (
    "If this works for you exactly as it stands, a plain yes is all we need. If you'd like anything"
    " to be different, just tell us what.",
    "Is that a yes to exactly these terms? If something should be different, tell us what and we'll"
    " look at it.",
)

STANDING = (
    "Our offer of {amount} stands as it is.",
    "Nothing changes about our offer of {amount}.",
    "The offer on the table remains {amount}.",
    "We're still at {amount}, as before.",
)
