"""The words that ask to be left alone, by verb and object, in many languages. Pure."""

import re

_MAIL = (
    r"(?:e-?mails?|mails?|messages?|newsletters?|stuff|mejl\w*|e-?post|correos?|mensajes?|mensagens"
    r"|courriels?|nachrichten|berichten|wiadomości|листів|писем|viestejä)"
)
_LIST = (
    r"(?:lists?|liste\w*|lista\w*|lijst|listen|database|base|datos|verteiler|bestand|records|system"
    r"|mailing\w*|odběru|рассылки|базы|базу|списку|списка|listenizden|listeden|listalta|fichiers?)"
)
_ENGLISH = (
    r"\b(?:take|remove|delete|erase|get) (?:me|us|my [\w -]{3,30}) (?:off|from|out of)\b"
    r"(?! (?:the )?(?:cc|bcc|copy|contract|shortlist|hold|clause))"
    r"|\b(?:stop|quit|cease) (?:all )?(?:sending|spamming|mailing|e-?mailing|writing|contacting"
    r"|messaging|bothering|communicat\w+)\b(?! (?:me )?(?:the|a|my|low\w*|counter\w*|offers?)\b)"
    r"|\b(?:don't|do not|never) (?:ever )?(?:e-?mail|contact|message|write|mail)(?: to)? (?:me|us)"
    r"|\b(?:don't|do not|no longer|not) (?:want|wish) (?:to (?:receive|get|be contacted|hear)"
    rf"|any (?:more|further) {_MAIL})|\bto be (?:removed|unsubscribed|taken off)\b"
    rf"|\bno (?:more|further) (?:{_MAIL}|contact)|\bdo-not-(?:contact|mail|e-?mail)"
    rf"|\bsuppression list"
    r"|\bcancel my (?:e-?mail )?subscription|\blose my (?:e-?mail|address|number)"
    r"|\bunsubscribe (?:me|us)\b|\bremove me\s*\Z"
)
_OTHERS = (
    rf"\b(?:nehm\w+|nimm|streich\w+|lösch\w+|entfern\w+|trag\w+) (?:sie )?(?:mich"
    rf"|meine).{{0,40}}{_LIST}"
    rf"|\b(?:auf,? mir|nicht mehr) .{{0,20}}(?:schreiben|kontakt\w+)|\b(?:schreib"
    rf"|kontaktier)\w* (?:sie )?"
    r"mi(?:r|ch) (?:bitte )?nicht mehr|\baustragen\b|\bkeine (?:\w+ )?(?:e-?mails?|mails?) mehr"
    rf"|\b(?:retir|supprim|enlev)\w+ .{{0,25}}(?:{_LIST}|adresse)|\bme retirer\b"
    r"|\bn(?:e|') ?(?:m'|me |souhaite |veux )?(?:écriv|contact|envoy"
    r"|plus recevoir)\w*.{0,12}\bplus|\bne souhaite"
    rf" plus recevoir|\b(?:arrêt|cess)\w+ de (?:m'|me )|\bd[aá](?:me|r?me|dme) de baja"
    rf"|\A\W*baja\W*\Z"
    r"|\bno me (?:escrib|env[íi]|contact|mand)\w+ más|\bno (?:quiero|deseo) recibir|\b(?:elimin"
    r"|borr|quit)\w+ "
    rf"(?:mi (?:correo|e-?mail)|.{{0,15}}{_LIST})|\bnon (?:scriv|contatt|invi)\w+ più"
    rf"|\bnon (?:desidero|voglio)"
    rf" (?:più )?ricevere|\b(?:rimuov|togli|cancell)\w+ .{{0,15}}(?:{_LIST}|indirizzo)"
    rf"|\bsmett\w+ di "
    rf"|\b(?:remov|tir|retir|exclu)\w+ .{{0,25}}{_LIST}|\bparem? de (?:me )?(?:mandar|enviar)"
    rf"|\bnão quero"
    r" (?:mais )?receber|\bnão me (?:envi|mand|contat)\w+ mais|\bschrijf mij uit|\bhaal (?:me"
    r"|mij) van"
    r"|\bgeen (?:e-?mails?|mails?|berichten) meer|\bstop met (?:mailen|schrijven)|\bmail (?:mij"
    r"|me) niet meer"
    rf"|\b(?:usu[nń]|wypi[sś]|skreśl)\w* (?:mnie|mój).{{0,20}}{_LIST}|\bwięcej nie pis"
    rf"|\bnie (?:pisz\w*|chcę "
    r"otrzymywać).{0,15}więcej|\bta bort mig|\bsluta (?:mejla|maila|skriva|skicka)"
    r"|\binte ha fler|\bavregistrera"
    r"|\bfjern (?:mig|meg)|\b(?:skriv|kontakt) ikke til (?:mig|meg)|\bslutt å|\bmeld (?:meg"
    r"|mig) av|\bpoista\w* "
    r"minut|\bälk\w+ lähettä|\bodhlas\w* mě|\buž mi nepiš|\b(?:beni|adımı) .{0,20}çıkar"
    r"|\bbir daha .{0,12}atmayın"
    r"|отпишите|не пишите мне|удалите м(?:еня|ой)|не надсилайте|видаліть мене"
)
_FAR = (
    "配信停止|メールを送らないで|退订|退訂|取消订阅|不要再给我发|수신 ?거부|그만 보내|إلغاء اشتراكي"
    "|لا تراسلن|להסיר אותי|אל תשלחו"
)
STOP_WORDS = f"{_ENGLISH}|{_OTHERS}|{_FAR}"
# A question about their own list or a plain figure of speech is no request.
STOP_IS_OTHER = re.compile(
    r"\b(?:my|our|her|his) (?:followers|subscribers|audience|newsletter)\b|\bdon't stop\b"
    r"|\b(?:my|the|that) (?:other|old) (?:address|e-?mail|inbox)|\balte adresse|\b(?:may|might"
    r"|could|will) "
    r"(?:take|remove) me\b|\bnot (?:unsubscribe|remove)\b|\bwon't stop\b"
    r"|\bplease don't (?:remove|take)\b|\bwhitelist\w*",
    re.IGNORECASE,
)
