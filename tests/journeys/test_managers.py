"""Who speaks for whom: agencies by their domain, and one manager answered for each creator."""

from decimal import Decimal

from django.utils import timezone

from campaigns.models import Agency
from negotiations.commands.mail.senders import Said, correct_contact
from negotiations.models import Thread
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import body
from tests.work import drain

NOA = ["Noa Reed", "noa@reed.example", "Instagram", "@noareed", "80K", "", "", "3.4%"]
DANA = "Dana Cole <dana@gersh.com>"
MANAGER = Said(role="manager", speaks=True)


def let_speak(thread: Thread) -> None:
    correct_contact(
        thread_id=thread.pk, email="dana@gersh.com", said=MANAGER, actor="ana",
        reason="she told us", now=timezone.now(),
    )  # fmt: skip


def test_a_known_agency_is_recognised_by_its_domain(house: House) -> None:
    house.start([["Mia Lark", "mia@gersh.com", "Instagram", "@mialark", "50K", "", "", "3.4%"]])
    house.reply("My rate is $1,400.\n\nMia", sender="Mia Lark <mia@gersh.com>")
    thread = the_thread()
    assert thread.agency is not None
    assert (thread.agency.name, thread.agency.domain) == ("Gersh", "gersh.com")


def test_the_house_s_own_list_comes_first(house: House) -> None:
    ours = Agency.objects.create(name="Gersh Digital", domain="gersh.com")
    house.start([["Mia Lark", "mia@gersh.com", "Instagram", "@mialark", "50K", "", "", "3.4%"]])
    house.reply("My rate is $1,400.\n\nMia", sender="Mia Lark <mia@mail.gersh.com>")
    house.reply("My rate is $1,400.\n\nMia", sender="Mia Lark <mia@gersh.com>")
    assert the_thread().agency == ours
    assert Agency.objects.count() == 1


def test_one_manager_of_two_creators_is_answered_for_each(house: House) -> None:
    house.start([MIA, NOA])
    threads = {t.influencer.first_name: t for t in Thread.objects.order_by("id")}
    openings = {"Mia": house.sent("mia@lark.example")[0], "Noa": house.sent("noa@reed.example")[0]}
    asks = {"Mia": "$1,500", "Noa": "$2,300"}
    for name, ask in asks.items():
        house.reply(
            f"Thanks! I look after {name}. The rate is {ask}.\n\nDana",
            to=openings[name],
            sender=DANA,
            Cc=openings[name].header("To"),
        )
        let_speak(threads[name])

        drain()
    for name, ask in asks.items():
        told = house.sent("dana@gersh.com")
        (answer,) = [m for m in told if m.thread_id == openings[name].thread_id]
        text = body(answer.raw)
        assert text.startswith("Hi Dana,")
        other = next(a for n, a in asks.items() if n != name)
        assert other not in text
        asked = Thread.objects.get(pk=threads[name].pk).ask_amount
        assert asked == Decimal(ask.strip("$").replace(",", ""))
