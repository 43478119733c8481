"""What is new in a reply, whatever program and language it was written with."""

import pytest

from integrations.gmail.parsing import latest_reply

NEW = "Thanks Dana, my rate is 900."

ATTRIBUTIONS = {
    "english": "On Mon, Nov 16, 2026 at 9:02 AM Dana Poe <dana@house.test> wrote:",
    "english wrapped": "On Mon, Nov 16, 2026 at 9:02 AM Dana Poe via House Talent Team <\n"
    "dana@house.test> wrote:",
    "german": "Am Mo., 16. Nov. 2026 um 09:02 Uhr schrieb Dana Poe <dana@house.test>:",
    "german name first": "Dana Poe <dana@house.test> schrieb am Mo., 16. Nov. 2026 um 09:02:",
    "french": "Le lun. 16 nov. 2026 à 09:02, Dana Poe <dana@house.test> a écrit :",
    "spanish": "El lun, 16 nov 2026 a las 9:02, Dana Poe (<dana@house.test>) escribió:",
    "portuguese": "Em seg., 16 de nov. de 2026 às 09:02, Dana <dana@house.test> escreveu:",
    "italian": "Il giorno lun 16 nov 2026 alle ore 09:02 Dana <dana@house.test> ha scritto:",
    "dutch": "Op ma 16 nov 2026 om 09:02 schreef Dana Poe <dana@house.test>:",
    "danish": "Den man. 16. nov. 2026 kl. 09.02 skrev Dana Poe <dana@house.test>:",
    "norwegian": "man. 16. nov. 2026 kl. 09:02 skrev Dana Poe <dana@house.test>:",
    "swedish": "Den mån 16 nov. 2026 kl 09:02 skrev Dana Poe <dana@house.test>:",
    "finnish": "ma 16. marrask. 2026 klo 9.02 Dana Poe (dana@house.test) kirjoitti:",
    "polish": "pon., 16 lis 2026 o 09:02 Dana Poe <dana@house.test> napisał(a):",
    "czech": "po 16. 11. 2026 v 9:02 odesílatel Dana Poe <dana@house.test> napsal:",
    "hungarian": "Dana Poe <dana@house.test> ezt írta (időpont: 2026. nov. 16., H, 9:02):",
    "romanian": "În lun., 16 nov. 2026 la 09:02, Dana Poe <dana@house.test> a scris:",
    "turkish": "Dana Poe <dana@house.test>, 16 Kas 2026 Pzt, 09:02 tarihinde şunu yazdı:",
    "russian": "пн, 16 нояб. 2026 г. в 09:02, Dana Poe <dana@house.test>:",
    "russian verb": "16.11.2026 09:02, Dana Poe пишет:",
    "ukrainian": "пн, 16 лист. 2026 р. о 09:02 Dana Poe <dana@house.test> пише:",
    "greek": "Στις Δευ 16 Νοε 2026 στις 9:02 π.μ., ο χρήστης Dana <dana@house.test> έγραψε:",
    "hebrew": "\u200fבתאריך יום ב׳, 16 בנוב׳ 2026 ב-9:02 "
    "מאת \u202aDana\u202c <dana@house.test\u202c>:",
    "arabic": "في الاثنين، ١٦ نوفمبر ٢٠٢٦ في ٩:٠٢ ص "
    "تمت كتابة ما يلي بواسطة Dana <dana@house.test>:",
    "japanese": "2026年11月16日(月) 9:02 Dana Poe <dana@house.test>:",
    "korean": "2026년 11월 16일 (월) 오전 9:02, Dana Poe <dana@house.test>님이 작성:",
    "chinese": "Dana Poe <dana@house.test> 于2026年11月16日周一 09:02写道：",
    "vietnamese": "Vào Th 2, 16 thg 11, 2026 vào lúc 09:02 Dana <dana@house.test> đã viết:",
    "indonesian": "Pada Sen, 16 Nov 2026 pukul 09.02 Dana <dana@house.test> menulis:",
}


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_quoted_history_goes_in_every_language(language: str, marked: bool) -> None:
    quoted = "Would 800 work?\nDana"
    if marked:
        quoted = "\n".join(f"> {line}" for line in quoted.split("\n"))
    assert latest_reply(f"{NEW}\n\n{ATTRIBUTIONS[language]}\n\n{quoted}\n") == NEW


HEADER_BLOCKS = {
    "outlook": "From: Dana <dana@house.test>\nSent: Monday, November 16, 2026 9:02 AM\n"
    "To: Mia <mia@creator.test>\nSubject: Campaign",
    "outlook bold": "________________________________\n*From:* Dana <dana@house.test>\n"
    "*Sent:* Monday 16 November 2026\n*To:* Mia\n*Subject:* Campaign",
    "german": "Von: Dana <dana@house.test>\nGesendet: Montag, 16. November 2026 09:02\n"
    "An: Mia\nBetreff: Kampagne",
    "french": "De : Dana <dana@house.test>\nEnvoyé : lundi 16 novembre 2026 09:02\nÀ : Mia\n"
    "Objet : Campagne",
    "spanish": "De: Dana <dana@house.test>\nEnviado: lunes, 16 de noviembre de 2026\nPara: Mia\n"
    "Asunto: Campaña",
    "italian": "Da: Dana <dana@house.test>\nInviato: lunedì 16 novembre 2026\nA: Mia\n"
    "Oggetto: Campagna",
    "original message": "-----Original Message-----\nFrom: dana@house.test\nHello",
    "ursprüngliche nachricht": "-------- Ursprüngliche Nachricht --------\nHallo",
    "forwarded": "---------- Forwarded message ---------\nFrom: Dana <dana@house.test>",
    "apple forward": "Begin forwarded message:\n\nHello",
    "chinese": "发件人: Dana <dana@house.test>\n"
    "发送时间: 2026年11月16日 9:02\n收件人: Mia\n主题: 活动",
}


@pytest.mark.parametrize("client", HEADER_BLOCKS)
def test_forwarded_headers_end_the_reply(client: str) -> None:
    assert latest_reply(f"{NEW}\n\n{HEADER_BLOCKS[client]}\n\nWould 800 work?") == NEW


@pytest.mark.parametrize(
    "footer",
    ["Sent from my iPhone", "Get Outlook for iOS<https://aka.ms/x>", "Envoyé de mon iPhone",
     "Von meinem iPhone gesendet", "Gesendet mit der GMX Mail App", "Enviado desde mi iPhone",
     "Enviado do meu iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
     "Skickat från min iPhone", "Sendt fra min iPhone", "Wysłane z iPhone'a",
     "Отправлено с iPhone", "iPhoneから送信", "iPhone'umdan gönderildi",
     "-- \nMia Bell\nReels from $400", "--\nMia", "Sent from Yahoo Mail on Android"],
)  # fmt: skip
def test_signatures_and_mobile_footers_go(footer: str) -> None:
    assert latest_reply(f"{NEW}\n\n{footer}\n") == NEW


@pytest.mark.parametrize(
    "text",
    [
        "My rates:\n\nReel: 900\nStory: 300\nFrom: 500\nTo: 700",
        "Date: 12 March\nTime: 10:00\nPlace: Berlin\n\nSee you there",
        "As my manager wrote: the rate is 900.",
        "On Monday I can post 2 reels, on Friday 1 story.",
        "Le tarif est de 900 euros pour 2 reels.",
        "The draft was sent from my iPhone app, so please check it.",
        "I need these from: you, the brand.",
        "Rates\n-----\nReel $900\n-----\nStory $300",
        "Packages\n_____\nA: $900\n_____\nB: $1.2k",
        "Packages\n_____\nReel 1500\n_____\nStory 500",
        "Hi,\n\nTotal\n12 000 - 15 000",
        "Hi,\n\nMedia Kit\nhttps://bell.test/kit",
        "- 1 reel\n- 2 stories\n- usage",
        "2026-12-01 10:00 is when I could post it",
        "My terms:\n\nA: two reels\nB: 3 stories\nC: usage for 30 days",
    ],
)
def test_words_which_only_resemble_marks_are_kept(text: str) -> None:
    assert latest_reply(text).split() == text.split()


def test_a_business_card_below_the_name_goes() -> None:
    card = "Mia Bell\n\nCreator & Founder\nBell Studio\n+44 7700 900111\nwww.bell.test"
    assert latest_reply(f"{NEW}\n\nKind regards,\n{card}") == f"{NEW}\n\nKind regards,\nMia Bell"


@pytest.mark.parametrize(
    "more",
    ["PS I also do stories", "Reels from $400\nwww.bell.test", "Reel 1500\nStory 500\nm@b.test"],
)
def test_words_below_the_name_are_kept(more: str) -> None:
    assert more.split("\n")[0] in latest_reply(f"{NEW}\n\nBest,\nMia\n\n{more}\nAsk me")


def test_a_drawn_signature_goes_although_the_quoted_offer_names_money() -> None:
    text = f"{NEW}\n_____\nMia Bell\nBell Studio\n\n{ATTRIBUTIONS['german']}\n> Rate: $800"
    assert latest_reply(text) == NEW


def test_a_confidentiality_notice_goes() -> None:
    notice = "This email and any attachments are confidential and intended for the\naddressee."
    assert latest_reply(f"{NEW}\n\n{notice}") == NEW


def test_inline_answers_are_kept_and_questions_go() -> None:
    text = (
        "See below.\n\nOn Mon, Nov 16, 2026 Dana <dana@house.test> wrote:\n> Your rate?\n\n"
        "900 a reel\n\n> Your dates?\n\nIn May\n"
    )
    assert latest_reply(text).split() == ["See", "below.", "900", "a", "reel", "In", "May"]


def test_an_answer_below_the_quote_is_kept() -> None:
    text = "On Mon, Nov 16, 2026 Dana <dana@house.test> wrote:\n> 800?\n\n950 please"
    assert latest_reply(text) == "950 please"


def test_a_mail_of_nothing_but_quoted_history_says_nothing_new() -> None:
    for line in ATTRIBUTIONS.values():
        announced = line.replace("\n", "\n> ")
        assert latest_reply(f"> {announced}\n>\n> 800?\n> Dana") == ""


def test_a_price_in_a_quoted_offer_is_never_new_text() -> None:
    for line in ATTRIBUTIONS.values():
        assert "$800" not in latest_reply(f"Deal!\n\n{line}\n> - Rate: $800.00\n")
