"""Find a plain request to hear nothing more, in what a person newly wrote.

Only a request made to us counts. A mail footer, a remark about a newsletter or a creator's own
subscribers, or a sentence such as "stop by our booth" is not one.
"""

import re

from integrations.gmail.patterns import bounded

# Among other sentences these are an exclamation; what the whole mail wants is read later.
_EXCLAIMED = frozenset({"stop", "stop it", "end", "quit"})
_FEW_WORDS = 6
LONGEST_TEXT = 20_000
MOST_SENTENCES = 400

_ALONE = bounded(
    r"^(?:please |pls |bitte |por favor |s'il vous plaît |per favore )?"
    r"(?:stop|stop all|stopp?|stop it|unsubscribe|unsubscribed?|un-subscribe|unsub|opt[- ]?out"
    r"|remove|remove me|take me off|quit|end|cancel|abmelden|austragen|abbestellen|stornieren"
    r"|désinscription|désabonner|désinscrire|se désinscrire|désabonnement|me désinscrire"
    r"|darse de baja|baja|dar de baja|cancelar suscripci[óo]n|desuscribir|cancelar inscrição"
    r"|descadastrar|sair da lista|remover|disiscriviti|disiscrivimi|cancellami|annulla iscrizione"
    r"|afmelden|uitschrijven|avregistrera|avprenumerera|avanmäl|afmeld|avmeld|wypisz|rezygnuję"
    r"|wypisz mnie|odhlásit|отписаться|отпишите|отписка|стоп|відписатися|leiratkozás|dezabonare"
    r"|peruuta tilaus|διαγραφή)"
    r"(?: please| pls| bitte| me| mich| thanks| thank you| now)?$"
)
_LIST = r"(?:(?:mailing |email |e-mail |contact |distribution |outreach )?(?:list|lists|database))"
_REQUESTS = bounded(
    r"\b(?:unsubscribe (?:me|us|this (?:e-?mail|address)|my (?:e-?mail|address))\b"
    r"|(?:please|pls|kindly|want to|like to|wish to|asked? (?:you )?to|just) unsubscribe\b"
    r"(?! (?:from|to|at|by|my|our|their|link|people|anyone|users|subscribers)\b)"
    rf"|unsubscribe (?:me )?from (?:your|this|these|the|all|any) (?:{_LIST}|e-?mails?|mails?)"
    r"|(?:remove|delete|take) (?:me|us|my (?:e-?mail(?: address)?|address|name|contact|details"
    r"|data|info\w*)|this (?:e-?mail|address)) (?:off|from|out of)\b(?! (?:the |this |your )?"
    r"(?:cc|bcc|copy|thread copy|clause|exclusivity|agreement|contract|hold|shortlist))"
    r"|(?:please|pls|kindly) (?:remove|delete) (?:me|us|my (?:e-?mail|address|data|details))"
    r"(?! (?:from (?:the |this )?(?:cc|bcc|copy|clause|exclusivity|agreement|contract)))"
    r"|(?:stop|quit|cease) (?:all )?(?:e-?mailing|mailing|contacting|messaging|spamming"
    r"|writing|bothering|harassing)(?: to)? (?:me|us)\b"
    r"|(?:stop|quit|cease) (?:all )?sending (?:me |us )?(?:(?:any|all|these|this|your|more|further"
    r"|such|me|us|spam) ){0,3}(?:e-?mails?|mails?|messages?|spam|newsletters?|stuff)\b"
    r"|(?:do not|don'?t|dont|never) (?:ever )?(?:e-?mail|mail|contact|write(?: to)?|message|spam"
    r"|bother) (?:me|us|this address)(?: again| anymore| any more| any longer| ever"
    r"|(?= ?$)| please)"
    r"|(?:do not|don'?t|dont|never) (?:ever )?send (?:me|us) (?:any ?more |any (?:further )?"
    r"|more |further )?(?:e-?mails?|mails?|messages?|anything)"
    r"|(?:no more|no further) (?:of (?:these|your) )?(?:e-?mails?|mails?|messages?|contact)"
    r"(?: please| from you| to me|$)"
    r"|opt (?:me|us) out|(?:i|we)(?:'d| would)? (?:like|want|wish) to opt[- ]?out"
    r"|(?:i|we) (?:hereby )?opt[- ]?out|please opt[- ]?out"
    r"|(?:don'?t|do not|dont|no longer) (?:want|wish) to (?:receive|get|hear) "
    r"(?:any ?more |any |further |these |your |more |anything |back )?(?:(?:further |more )?"
    r"(?:e-?mails?|mails?|messages?)|from you|of this|anything)"
    r"|lose my (?:e-?mail|address|number))"
)
_OTHER_TONGUES = bounded(
    r"(?<!\w)(?:(?:bitte|möchte|will).{0,40}(?:abmelden|austragen|abbestellen)|(?:nehmen sie|nimm|"
    r"streichen sie|löschen sie|lösch|entfernen sie|entferne|trag\w* sie) (?:mich|meine).{0,60}"
    r"(?:verteiler|liste|adresse|daten|e-?mail)|(?:keine|nicht) (?:weiteren? )?(?:e-?mails?|mails?"
    r"|nachrichten|werbung)(?: mehr)? (?:mehr )?(?:schicken|senden|erhalten|bekommen|zuschicken)"
    r"|(?:schreiben|kontaktieren) sie mi(?:r|ch) (?:bitte )?nicht (?:mehr|wieder)"
    r"|hören sie auf.{0,20}(?:schreiben|mails)"
    r"|(?:ne (?:me|nous) (?:contactez|écrivez|envoyez|recontactez)) plus"
    r"|(?:arrêtez|cessez) de m(?:'|e |’)(?:écrire|envoyer|contacter|importuner)"
    r"|(?:désinscri\w+|désabonne\w+|retirez|supprimez|enlevez)[ -](?:moi|me|mon (?:adresse"
    r"|e-?mail))"
    r"|(?:me|être) (?:désinscrire|désabonner|désinscrit|désabonné|retirer de)"
    r"|(?:ne (?:plus|souhaite plus|veux plus)).{0,30}(?:recevoir|être contacté)"
    r"|(?:d[ée]me|darme|darnos|denme|quiero darme|deseo darme) de baja"
    r"|(?:no (?:me|nos) (?:escrib\w+|contact\w+|env[íi]\w+|mand\w+)) (?:m[áa]s|nunca"
    r"|m[áa]s correos)"
    r"|(?:dej[ea]n?|par[ea]n?) de (?:escribir|enviar|contactar|mandar)(?:me|nos)"
    r"|(?:elim[íi]n\w+|b[óo]rr\w+|qu[íi]t\w+|saqu\w+) ?(?:me|mi (?:correo|email"
    r"|direcci[óo]n)).{0,20}"
    r"(?:lista|base|datos|correo)|no (?:quiero|deseo) recibir m[áa]s"
    r"|(?:remov\w+|retir\w+|tir\w+|exclu\w+|elimin\w+)[- ](?:me|o meu (?:e-?mail|endereço)"
    r"|meu (?:e-?mail|endereço)).{0,20}(?:lista|base|contatos|contactos|e-?mail)"
    r"|(?:parem?|deixem?) de (?:me )?(?:enviar|contatar|contactar|escrever|mandar)"
    r"|não (?:quero|desejo) (?:mais )?receber|não me (?:contat\w+|contact\w+|envi\w+"
    r"|escrev\w+) mais"
    r"|(?:cancellatemi|cancellami|rimuovetemi|rimuovimi|toglietemi|toglimi|disiscrivetemi)\b"
    r"|(?:smettete|smetti|smettetela) di (?:scriver|contattar|inviar|mandar)(?:mi|ci)"
    r"|non (?:scrivetemi|contattatemi|scrivermi|contattarmi|voglio) (?:più|ricevere più)"
    r"|non (?:desidero|voglio) (?:più )?ricevere"
    r"|(?:schrijf|meld|haal|verwijder) (?:mij|me|mijn (?:e-?mail\w*|adres)).{0,20}"
    r"(?:uit|af|lijst|bestand)|(?:stop met|hou op met) (?:mij |me )?(?:te )?(?:mailen|e-?mailen"
    r"|schrijven|contact|berichten)|(?:mail|contacteer|benader) (?:mij|me) niet (?:meer|weer)"
    r"|geen (?:e-?mails?|mails?|berichten) meer"
    r"|(?:sluta|sluta att) (?:mejla|maila|skriva till|kontakta|skicka)|ta bort mig (?:från|ur)"
    r"|kontakta mig inte|vill inte ha fler|avregistrera mig|(?:fjern|slet|slett|afmeld|meld) mig"
    r"|(?:fjern|meld) meg (?:fra|av)|stopp? med at (?:skrive|sende|maile|kontakte)"
    r"|slutt å (?:sende|skrive|kontakte)|kontakt (?:mig|meg) ikke"
    r"|poista (?:minut|minun|sähköposti\w*).{0,20}list|älk\w+ lähettä\w+ (?:minulle )?enää"
    r"|(?:proszę )?(?:wypisać|wypisz|usunąć|usuń|usuńcie) (?:mnie|mój|moje)|(?:nie (?:pisz\w*|"
    r"kontaktuj\w*|wysyłaj\w*)).{0,20}więcej|przesta[ńn]\w* (?:do mnie )?(?:pisać|wysyłać)"
    r"|nie chcę (?:więcej )?otrzymywać"
    r"|(?:odhlaste|odhlásit|vymažte|odstraňte|vyřaďte) (?:mě|mne|ma|moji)|už mi nepište"
    r"|отпишите меня|удалите (?:меня|мой)|(?:не|больше не|перестаньте мне) пиш\w+ мне"
    r"|(?:перестаньте|прекратите) (?:мне )?(?:писать|присылать|слать)|больше не пишите"
    r"|відпишіть мене|видаліть мене|не пишіть мені"
    r"|töröl\w+ (?:a )?(?:listá|nev|cím)|ne írj\w* többet|dezabonați-mă"
    r"|nu-mi mai (?:scrieți|trimiteți)"
    r"|beni (?:listeden|listenizden) çıkar\w*|διαγράψτε με)"
)
_MORE_REQUESTS = bounded(
    r"\b(?:don'?t|do not|never) send (?:me|us) (?:this|these|those|such|stuff|anything like)\b"
    r"|\b(?:don'?t|do not) (?:contact|e-?mail|write to|message) (?:me|us) (?:any (?:further|more"
    r"|longer)"
    r"|further)|\b(?:wish|want|like|ask\w*) to be (?:unsubscribed|removed|taken off|left alone)"
    r"|(?:^|, ?)(?:please )?(?:just )?remove (?:me|us)(?: please)?$|\b(?:take|remove"
    r"|delete) (?:my|our) (?:e-?mail|address|name|contact\w*|data) (?:\w+ )?(?:out of"
    r"|from|off)\b|\b(?:to be|being) removed from (?:this|your|the) (?:list|mailing|e-?mails?)"
    r"|\bno further (?:contact|e-?mails?|messages?|communication)|\bcease (?:all )?(?:communication"
    r"|contact)|\b(?:cancel|end) (?:my|our) (?:e-?mail )?subscription|\bhow (?:do"
    r"|can) i unsubscribe\b"
    r"(?! (?:people|users|my))|\b(?:no longer|not) (?:wish|want) to (?:be contacted"
    r"|receive (?:your|any|"
    r"these|more|further))|\bdo[- ]not[- ](?:contact|e-?mail|mail) list|\b(?:suppression"
    r"|block) list"
    r"|\berase (?:all )?(?:my|our) (?:personal )?data|\bdelete (?:all )?(?:my|our) (?:personal )?"
    r"(?:data|contact details)|\bdon't write (?:to me )?again|\bstop contacting\b"
    r"|\bstop (?:mailing|"
    r"writing|e-?mailing)(?: to)? me\b|\bfuture mailings\b|\bunsubscribe (?:me )?(?:now"
    r"|immediately|please)"
    r"|\bdon't want (?:any )?(?:more|further) (?:e-?mails?|mails?|messages)"
)
_MORE_TONGUES = bounded(
    r"(?<!\w)(?:d[aá](?:me|nos|dme) de baja|(?:nehmt|nehmen sie|nimm) mich (?:bitte )?(?:raus"
    r"|aus)|me (?:tirem?|retirem?|removam?|excluam?)\b|keine? (?:weiteren )?(?:e-?mails?|mails?"
    r"|nachrichten) (?:mehr )?(?:an diese|von euch|von ihnen"
    r"|bekommen|erhalten|mehr)|möchte keine weiteren (?:e-?mails?|mails?)"
    r"|löschen sie (?:bitte )?meine daten"
    r"|(?:hören sie|hört) auf,? mir|kontaktieren sie mich (?:bitte )?nicht"
    r"|schreib\w* (?:sie )?mir (?:bitte )?"
    r"nicht mehr|streichen sie mich|merci de (?:me retirer|ne plus me)|ne m'écriv\w+ plus"
    r"|ne souhaite plus"
    r" recevoir|supprimer mon (?:adresse|e-?mail)|arrêtez de m|no me escrib\w+ más"
    r"|no me env[íi]\w+ más"
    r"|dejen de escrib|elimin\w+ mi (?:correo|email)|no quiero recibir más|non scriv\w+ più"
    r"|non desidero ricevere"
    r"|rimuov\w+ il mio|smett\w+ di scriv|remov\w+ (?:o )?meu e-?mail|não me envi\w+ mais"
    r"|parem de (?:me )?mandar"
    r"|não quero mais receber|schrijf mij uit|haal (?:me|mij) van|stuur me geen"
    r"|geen e-?mails meer|stop met mailen"
    r"|usun\w+ mnie z|więcej nie pisa|nie chcę otrzymywać|wypisz\w* mnie|ta bort mig"
    r"|sluta (?:mejla|maila)"
    r"|inte ha fler (?:mejl|mail)|skriv ikke til mig|slutt å sende|meld meg av|fjern (?:mig"
    r"|meg) fra"
    r"|poistakaa minut|älkää lähettäkö|odhlaste mě|už mi nepište|listenizden çıkar"
    r"|bana bir daha (?:mail|e-?posta)"
    r"|отпишите|больше не пишите|удалите мо[йю]|не надсилайте|видаліть мене|veuillez supprimer mon"
    r"|не (?:присылайте|шлите) (?:мне )?больше)"
)
# Languages without spaces between words, or written from right to left.
_FAR_TONGUES = bounded(
    "配信停止|配信を停止|配信解除|メールを送らないで|連絡しないで|退订|退訂|取消订阅|取消訂閱"
    "|不要再给我发|不要再發|别再发|请勿再|수신 ?거부|구독 ?취소|그만 보내|보내지 ?마|메일 ?그만"
    "|إلغاء اشتراكي|إلغاء الاشتراك|لا تراسلن|لا ترسل|توقفوا عن|הסירו אותי|להסיר אותי|אל תשלחו"
    "|הסר אותי|תפסיקו לשלוח|לבטל את המנוי"
)
_ABOUT_OTHERS = bounded(
    r"\b(?:if|when|whenever|should) (?:you|they|people|someone|anyone|subscribers|followers)\b"
    r"|\b(?:to|you can|you may|click here to|how to) unsubscribe\b.{0,60}\b(?:click|visit|link"
    r"|here|reply|footer|time|below|https?)|\bunsubscribe (?:link|button|at any|rate|here|anytime)"
    r"|\bclick(?:ing)? (?:here |below |the link )?(?:to )?unsubscribe|https?://\S*unsubscribe"
    r"|\b(?:don'?t|do not|won'?t|will not|never|not going to|no need to) (?:want to |wish to )?"
    r"(?:unsubscribe|remove me|opt[- ]?out|take me off)"
    r"|\b(?:my|our|his|her|their) (?:own )?(?:followers|subscribers|audience|viewers|fans"
    r"|newsletter)\b.{0,60}\b(?:unsubscribe|opt[- ]?out)"
    # Out of a term of the deal, not out of our mail.
    r"|\bopt(?:ing|ed)?[- ]?(?:me |us )?out of (?:the |any |all |this |your )?(?:paid |ad )?"
    r"(?:usage|whitelist\w*|exclusiv\w*|ads?\b|rights|boost\w*|gift\w*|affiliate|clause)"
    r"|\bpeople (?:\w+ ){0,3}unsubscribe|\bthey (?:\w+ ){0,3}unsubscribe"
    r"|\bdid(?:n'?t| not) (?:\w+ ){0,3}unsubscribe|(?:abzumelden|abmelden).{0,30}(?:klicken|link)"
    r"|(?:pour vous|per|para|om) (?:désinscrire|disiscriver\w*|darse de baja|uit te schrijven)"
    r".{0,60}(?:clic|link|hier|enlace)"
)
_SPLIT = re.compile(r"[.!?;\n…。！？]+")
_TRIM = " \t*_>\"'“”‘’()[],:-–—"


def asks_to_stop(text: str) -> bool:
    """Whether the newly written words ask us to stop writing."""
    bounded = text[:LONGEST_TEXT].lower().replace("’", "'").replace("\u00a0", " ")
    is_long = len(bounded.split()) > _FEW_WORDS
    for sentence in _SPLIT.split(bounded)[:MOST_SENTENCES]:
        words = re.sub(r"\s+", " ", sentence).strip(_TRIM)[:600]
        if is_long and words in _EXCLAIMED:
            continue  # "Stop! Are you serious? I'd love to!"
        if words and (_is_request(words) or _FAR_TONGUES.search(words)):
            return True
    # A request may run over a line break, so paragraphs are read as one line, too.
    joined = [re.sub(r"\s+", " ", block) for block in re.split(r"\n\s*\n", bounded)]
    return any(
        _is_request(words.strip(_TRIM)[:600])
        for block in joined
        for words in re.split(r"[.!?;…]+", block)[:MOST_SENTENCES]
        if len(words) > 8
    )


def _is_request(words: str) -> bool:
    if _ALONE.match(words):
        return True
    if _ABOUT_OTHERS.search(words):
        return False
    return any(
        pattern.search(words)
        for pattern in (_REQUESTS, _MORE_REQUESTS, _OTHER_TONGUES, _MORE_TONGUES)
    )


def is_stop_subject(subject: str, written: str = "") -> bool:
    """Whether the subject itself is the request, as unsubscribe buttons of mail clients send.

    Below "Re: unsubscribe" people talk; there it counts only above next to nothing.
    """
    bare = re.sub(r"^(?:\s*(?:re|aw|sv|antw|odp)\s?:)+", "", subject[:200].lower())
    if bare != subject[:200].lower() and len(written.split()) > 4:
        return False
    return bool(
        re.fullmatch(
            r"(?:please )?(?:unsubscribe|opt[- ]?out|abmelden|remove|stop)(?: me)?",
            bare.strip(_TRIM),
        )
    )
