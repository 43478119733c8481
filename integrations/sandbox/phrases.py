"""What simulated creators write: six or more wordings per kind of mail. Pure.

Placeholders: {ask} their price, {offer} our last one, {name}, {first}, {platform}.
"""

import random
from decimal import Decimal

from integrations.sandbox.trials import TRIAL_WORDINGS

ACCEPT = (
    "That works for me! {offer} is fine, let's do it.",
    "Yes, I'm in. Happy to go ahead at {offer}.",
    "Sounds great, I accept. Please send over the agreement whenever you're ready.",
    "Deal! Really looking forward to working on this together.",
    "Perfect, {offer} works on my end. Count me in!",
    "I'm happy with that. Let's move forward, what are the next steps?",
    "Love it, yes. You have a deal at {offer}.",
    "Okay, that's fair. I accept your offer and look forward to the brief.",
)
ASK = (
    "Thanks for reaching out! For a package like this my rate is {ask}.",
    "So nice to hear from you. I usually charge {ask} for this.",
    "Thank you for thinking of me! My rate for this scope would be {ask} all in.",
    "This sounds like a good fit for my {platform} audience. I'd do it for {ask}.",
    "I'd love to be part of it. My fee for those deliverables is {ask}.",
    "Appreciate the note! I'm at {ask} for the whole package.",
    "Cool campaign! I'd be looking at {ask} total for this.",
)
COUNTER = (
    "Thanks for the offer! {offer} is a bit low for me, I'd need {ask} for this.",
    "I really like the brand, but I can't do it for {offer}. Could you do {ask}?",
    "Thank you! My usual rate for this kind of package is {ask}.",
    "I appreciate it, though for the work involved I'd be looking at {ask} total.",
    "Hmm, I was hoping for something closer to {ask}. Would that be possible?",
    "Happy to make this happen at {ask}. Below that it gets tight with editing time.",
    "My {platform} rates went up this year, so for this scope I charge {ask}.",
    "This would be fun! Considering the editing involved, my rate is {ask}.",
)
COUNTER_AGAIN = (
    "Thanks for coming back to me. I could come down to {ask}.",
    "I hear you on budget. How about we meet at {ask}?",
    "Okay, I've looked at my calendar again and could do {ask}.",
    "I can move a little: {ask} and we have a deal.",
    "{offer} still doesn't quite get there for me. I'd say yes at {ask}.",
    "Let me try to help. Would {ask} work on your side?",
    "Getting closer! I'd be comfortable at {ask}.",
    "I'd like to find a way. My number would now be {ask}.",
)
MANAGER_ASK = (
    "Thank you for your interest in {name}. The rate for this package is {ask}.",
    "Thanks for reaching out regarding {name}. For the scope described we would quote {ask}.",
    "I look after partnerships for {name}. The fee for these deliverables is {ask}, all in.",
    "{name} would be open to this. Our rate for the full package comes to {ask} total.",
    "Thank you for the details. On behalf of {name}, our quote is {ask}.",
    "We would be glad to discuss. {name}'s fee for this scope is {ask}.",
)
MANAGER_COUNTER = (
    "Thank you for the proposal. Having reviewed it with {name}, we would need {ask} for this"
    " scope.",
    "We appreciate the offer of {offer}. {name}'s rate for this package is {ask}.",
    "Thank you. Given current demand for {name}, we can confirm this at {ask}.",
    "I have spoken with {name}. We could proceed at a fee of {ask}.",
    "We value the fit with your client. Our position for the package is {ask}, all in.",
    "Thanks for getting back to us so quickly. We would be comfortable at {ask}.",
    "Understood on budget. The number that would work for {name} is {ask}.",
)
MANAGER_ACCEPT = (
    "Thank you. {name} is happy to accept, please send the agreement to my attention.",
    "We are pleased to accept your offer of {offer} on behalf of {name}.",
    "Agreed. {name} is on board at {offer}; kindly share the paperwork.",
    "That works for us. We accept and look forward to the collaboration.",
    "I can confirm that {name} accepts the offer of {offer}.",
    "Good news: {name} said yes. Let's proceed on these terms.",
)
QUESTIONS = (
    "Thanks for reaching out! Before I talk numbers: what is the timeline, and which"
    " deliverables do you need exactly?",
    "This looks interesting. How long would you want to use the content, and is it for paid ads"
    " as well? When would it go live?",
    "Love the idea! Could you tell me more about the deliverables, the posting date and the"
    " usage rights?",
    "Sounds fun, I have a few questions first. When is the content due? Is exclusivity required?"
    " What usage are you looking for?",
    "Happy to hear from you! What does the timeline look like, and do I post everything on my"
    " own channel?",
    "Can you share a little more first? I'd like to know the deadline, how many revisions are"
    " included and how you plan to use the video.",
    "Thank you for the note. When would you need the first draft, and how soon do you pay after"
    " posting?",
)
WALK = (
    "Thanks for your patience, but I don't think we'll find a number that works. I'll have to"
    " pass on this one.",
    "I'm going to pass this time. The fee just doesn't work for the effort involved.",
    "I appreciate the back and forth, but this is too far from my rates, so it's a no from me.",
    "I've thought about it and have to decline. Hope we can work together another time!",
    "Unfortunately that doesn't work for me, so I'll say no. All the best with the campaign.",
    "That's below what I can accept, I'm afraid. I'm passing on this, thanks anyway.",
)
DECLINE = (
    "Thank you so much for thinking of me! It isn't the right fit for my audience, so I'll pass.",
    "I appreciate the offer but I'm fully booked for the coming months and have to decline.",
    "Thanks for reaching out. I only work with brands I already use, so I'm not interested.",
    "That's kind of you! I'm taking a break from sponsored content, so it's a no this time.",
    "Thank you, but I'm already committed to a competing brand and can't take this on.",
    "I'm going to pass on this one. Wishing you lots of success with the launch!",
)
WITHDRAW = (
    "I'm so sorry to do this, but I have to back out. Something came up and I can't commit.",
    "I know I said yes, but I've changed my mind and need to withdraw from the campaign.",
    "Really sorry, I can't go through with this after all. I have to cancel.",
    "Bad news: I have to pull out. Another deal came in and it conflicts with this.",
    "Apologies for the back and forth. I won't be able to do the collaboration after all.",
    "I need to cancel, unfortunately. My schedule fell apart and I no longer have the time.",
)
PROTEST = (
    "Wait, I thought we had agreed on {ask}? I'd like to stick to that, please.",
    "Hm, this says {offer}, but we settled on {ask}. Could you correct it?",
    "I think there's a mistake: we agreed {ask}.",
    "Could you check the number? We said {ask}.",
    "That's not what we agreed on. I accepted {ask}.",
    "Small thing: the rate should be {ask}, as agreed.",
)
INSULT = (
    "Are you kidding me? This is an insult. You people are scammers, stop wasting my time.",
    "What a joke of an offer. You are pathetic and I will tell every creator I know about it.",
    "Is this a scam? Absolutely disgusting how you treat creators. Screw you.",
    "This is ridiculous and frankly insulting. You should be ashamed, you idiots.",
    "Lol, get lost. What a shameless, garbage company you are.",
    "I'm sick of clowns like you in my inbox. Shame on you. I'll post this mail publicly.",
)
LEGAL = (
    "I never gave you permission to contact me. My lawyer will be in touch about this.",
    "Your client used my video without a licence last year. Expect a letter from my attorney.",
    "This violates my existing contract and I will take legal action if it continues.",
    "How did you get my data? I am filing a complaint under the GDPR and consulting my lawyer.",
    "I have forwarded this to my solicitor. We will sue if my name is used in any way.",
    "Consider this a cease and desist. My attorney is copied on everything from now on.",
)
AUTO_REPLY = (
    "Thank you for your email. I am out of the office with limited access to email and will get"
    " back to you when I return.",
    "Hi! I'm travelling for a shoot right now and will reply as soon as I'm back at my desk.",
    "I'm currently on vacation. I'll answer your message after my return.",
    "Automatic reply: I am away this week and checking mail only now and then.",
    "Thanks for your message! I'm out of office at the moment; replies may take a while.",
    "I'm on annual leave. Your email has not been forwarded; I will respond when I am back.",
)
LATE = (
    "So sorry for the late reply, this got buried!",
    "Sorry it took me a while, it's been a crazy couple of weeks.",
    "Apologies for the silence, I was filming non-stop.",
    "Thanks for the nudge, I completely missed your first mail.",
    "Hi again, and sorry for going quiet on you!",
    "Thank you for following up, my inbox is a mess.",
)
SMALL_TALK = (
    "",
    "",
    "My audience loved the last thing I did in this space.",
    "Really like what the brand is doing lately.",
    "I already have a few ideas for the hook.",
    "Let me know what you think!",
    "Hope your week is going well.",
    "Excited to hear back from you.",
)
GREETINGS = ("Hi there,", "Hey!", "Hi,", "Hello,", "Hey there,", "Hi team,")
FORMAL_GREETINGS = ("Hello,", "Good afternoon,", "Dear team,", "Hi there,", "Good morning,", "Hi,")
SIGN_OFFS = ("Best,", "Thanks!", "Cheers,", "Talk soon,", "xx", "Thank you,")
FORMAL_SIGN_OFFS = (
    "Best regards,",
    "Kind regards,",
    "Sincerely,",
    "Warm regards,",
    "Many thanks,",
    "Best,",
)
NEW_SUBJECTS = (
    "Collaboration with {name}",
    "your campaign",
    "{name} x your brand",
    "About the {platform} partnership",
    "Quick question re: collab",
    "Following up on your offer",
)
WORDINGS: dict[str, tuple[str, ...]] = {
    "accept": ACCEPT,
    "ask": ASK,
    "counter": COUNTER,
    "counter_again": COUNTER_AGAIN,
    "manager_ask": MANAGER_ASK,
    "manager_counter": MANAGER_COUNTER,
    "manager_counter_again": MANAGER_COUNTER,
    "manager_accept": MANAGER_ACCEPT,
    "questions": QUESTIONS,
    "walk": WALK,
    "decline": DECLINE,
    "withdraw": WITHDRAW,
    "protest": PROTEST,
    "insult": INSULT,
    "legal": LEGAL,
    "auto_reply": AUTO_REPLY,
    "late": LATE,
}
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def wordings_for(kind: str, persona: str) -> tuple[str, ...]:
    """Return the wordings of a kind of mail, in the persona's own voice where it has one."""
    known = {**WORDINGS, **TRIAL_WORDINGS}
    return known.get(f"{persona}_{kind}", known[kind])


def money_words(amount: Decimal, currency: str, rng: random.Random) -> str:
    """Return the amount as somebody might type it: "$1,200", "1.2k", "1200 USD"."""
    plain = f"{amount:.2f}".removesuffix(".00")
    grouped = f"{amount:,.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    forms = [f"{plain} {currency}", f"{grouped} {currency}", f"{currency} {grouped}"]
    if symbol:
        forms += [f"{symbol}{grouped}", f"{symbol}{grouped}", f"{symbol}{plain}"]
    if amount >= 1000 and amount % 50 == 0:
        thousands = f"{(amount / 1000).normalize():f}k"
        forms += [thousands, f"{symbol}{thousands}" if symbol else f"{thousands} {currency}"]
    return rng.choice(forms)
