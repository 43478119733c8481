"""What can happen to a negotiation: what people do, what comes in, what fails, what time brings."""

from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from campaigns.commands.status import CampaignRefused, pause_campaign, resume_campaign
from campaigns.commands.switches import clear_kill_switch, set_kill_switch
from negotiations.commands.campaign_settings import change_settings
from negotiations.commands.mail.approve import approve_email, discard_email, undo_email
from negotiations.commands.mail.by_hand import write_email
from negotiations.commands.offers.by_hand import accept_by_hand, reject_by_hand
from negotiations.commands.offers.override import override_offer
from negotiations.commands.thread.driving import hand_back_thread, reopen_thread, take_over_thread
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.commands.thread.stopping import stop_campaign, stop_thread
from negotiations.errors import REFUSALS
from negotiations.models import OutgoingEmail, Thread
from tests.fakes.anthropic import Body, honest_prose
from tests.walks.house import WalkHouse

Step = Callable[[WalkHouse, Thread], object]
Status = OutgoingEmail.Status


# --- what people do ---------------------------------------------------------------------


def take_over(house: WalkHouse, thread: Thread) -> None:
    take_over_thread(thread_id=thread.pk, **house.by)


def hand_back(house: WalkHouse, thread: Thread) -> None:
    hand_back_thread(thread_id=thread.pk, **house.by)


def pause(house: WalkHouse, thread: Thread) -> None:
    pause_thread(thread_id=thread.pk, **house.by)


def resume(house: WalkHouse, thread: Thread) -> None:
    resume_thread(thread_id=thread.pk, **house.by)


def stop(house: WalkHouse, thread: Thread) -> None:
    stop_thread(thread_id=thread.pk, **house.by)


def reopen(house: WalkHouse, thread: Thread) -> None:
    reopen_thread(thread_id=thread.pk, **house.by)


def reject(house: WalkHouse, thread: Thread) -> None:
    reject_by_hand(thread_id=thread.pk, is_silent=house.random.random() < 0.5, **house.by)


def accept(house: WalkHouse, thread: Thread) -> None:
    amounts = [offer.amount for offer in thread.offers.all()] or [Decimal(1250)]
    amount = house.random.choice([*amounts, thread.ask_amount or amounts[-1]])
    accept_by_hand(thread_id=thread.pk, amount=amount, **house.by)


def override(house: WalkHouse, thread: Thread) -> None:
    amount = Decimal(house.random.choice((1200, 1300, 1400)))
    override_offer(thread_id=thread.pk, amount=amount, **house.by)


def write_by_hand(house: WalkHouse, thread: Thread) -> None:
    write_email(thread_id=thread.pk, body="I will look into it and write soon.", **house.by)


def write_what_the_gate_stops(house: WalkHouse, thread: Thread) -> None:
    write_email(thread_id=thread.pk, body="We can pay $9,999 today.", **house.by)


def approve(house: WalkHouse, thread: Thread) -> None:
    if email := house.unsent(thread):
        approve_email(email_id=email.pk, **house.by)


def undo(house: WalkHouse, thread: Thread) -> None:
    if email := house.unsent(thread):
        undo_email(email_id=email.pk, **house.by)


def discard(house: WalkHouse, thread: Thread) -> None:
    if email := house.unsent(thread):
        discard_email(email_id=email.pk, **house.by)


def hold_campaign(house: WalkHouse, _: Thread) -> None:
    pause_campaign(campaign_id=house.campaign.pk, **house.by)


def go_on_with_campaign(house: WalkHouse, _: Thread) -> None:
    resume_campaign(campaign_id=house.campaign.pk, **house.by)


def end_campaign(house: WalkHouse, _: Thread) -> None:
    stop_campaign(campaign_id=house.campaign.pk, **house.by)


def switch_off(house: WalkHouse, _: Thread) -> None:
    set_kill_switch(scope="campaign", scope_id=house.campaign.pk, **house.by)


def switch_on(house: WalkHouse, _: Thread) -> None:
    clear_kill_switch(scope="campaign", scope_id=house.campaign.pk, **house.by)


def set_up_anew(house: WalkHouse, _: Thread) -> None:
    name, value = house.random.choice(
        (
            ("autonomy", "review"),
            ("autonomy", "supervised"),
            ("autonomy", "autonomous"),
            ("budget_amount", "1300"),
            ("budget_amount", "9000"),
        )
    )
    change_settings(campaign_id=house.campaign.pk, given={name: value}, **house.by)


# --- what comes in ----------------------------------------------------------------------

WORDS = (
    "That works for me, let's do it!",
    "Thanks! My rate for this package is $1,600.",
    "Thanks! I charge $1,300 for this.",
    "My rate is $9,000, not a cent less.",
    "Thanks! What are your payment terms?",
    "Could you tell me who else is in the campaign, and may I bring my dog?",
    "No thanks, I'm not interested.",
    "Hm, maybe. It depends.",
    "I can do it for €1,400.",
    "Please see my rates in the attached file.",
    "You are crooks, my lawyer will sue you.",
    "Yes, but only if you also pay for my flight.",
)


def they_write(house: WalkHouse, thread: Thread) -> None:
    house.said(thread, house.random.choice(WORDS))


def they_opt_out(house: WalkHouse, thread: Thread) -> None:
    house.said(thread, "Please remove me from your list and do not email me again.")


def a_stranger_writes(house: WalkHouse, thread: Thread) -> None:
    words = house.random.choice(("Yes, we accept.", "Please stop writing to us. Unsubscribe."))
    house.said(thread, words, From="Someone Else <else@other.example>")


def out_of_office(house: WalkHouse, thread: Thread) -> None:
    house.said(thread, "I am away until Monday.", Auto_Submitted="auto-replied")


def it_bounces(house: WalkHouse, thread: Thread) -> None:
    house.said(
        thread,
        f"Your message to {thread.influencer.email}: 550-5.1.1 No such user here.",
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        Subject="Delivery Status Notification (Failure)",
        Auto_Submitted="auto-replied",
        Return_Path="<>",
        X_Failed_Recipients=thread.influencer.email,
    )


def a_colleague_writes(house: WalkHouse, thread: Thread) -> None:
    house.colleague_writes(thread)


def they_follow_the_link(_: WalkHouse, thread: Thread) -> None:
    if email := thread.emails.exclude(unsubscribe_token="").order_by("-id").first():
        page = Client().post(f"/u/{email.unsubscribe_token}", {"List-Unsubscribe": "One-Click"})
        assert page.status_code == 200


# --- what fails, and what time brings ---------------------------------------------------


def the_model_is_down(house: WalkHouse, _: Thread) -> None:
    house.model.break_down(house.random.choice((500, 529, 429)))


def the_model_is_back(house: WalkHouse, _: Thread) -> None:
    house.model.recover()
    house.model.writing = honest_prose


def the_model_writes_nonsense(house: WalkHouse, _: Thread) -> None:
    def nonsense(_: Body) -> str:
        return "We will pay you $99,999, I promise!"

    house.model.writing = nonsense


def minutes_pass(house: WalkHouse, _: Thread) -> None:
    house.passes(0.2)


def two_days_pass(house: WalkHouse, _: Thread) -> None:
    house.passes(49)


def three_days_pass(house: WalkHouse, _: Thread) -> None:
    house.passes(73)


# How often each happens, beside the others.
STEPS: dict[Step, int] = {
    they_write: 24,
    minutes_pass: 8,
    two_days_pass: 3,
    three_days_pass: 3,
    approve: 5,
    discard: 4,
    undo: 3,
    hand_back: 5,
    take_over: 3,
    pause: 3,
    resume: 4,
    override: 4,
    accept: 3,
    reject: 2,
    reopen: 4,
    stop: 1,
    write_by_hand: 2,
    write_what_the_gate_stops: 1,
    hold_campaign: 2,
    go_on_with_campaign: 3,
    end_campaign: 1,
    switch_off: 2,
    switch_on: 2,
    set_up_anew: 3,
    they_opt_out: 1,
    they_follow_the_link: 1,
    a_stranger_writes: 2,
    out_of_office: 1,
    it_bounces: 2,
    a_colleague_writes: 2,
    the_model_is_down: 2,
    the_model_is_back: 2,
    the_model_writes_nonsense: 1,
}
REFUSED: tuple[type[Exception], ...] = (*REFUSALS, CampaignRefused)


def do(step: Step, house: WalkHouse, thread: Thread) -> bool:
    """Let one thing happen; returns whether it was allowed. A refusal changes nothing."""
    try:
        step(house, thread)
    except REFUSED:
        return False
    return True
