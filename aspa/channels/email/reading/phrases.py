"""The words by which machines give themselves away in a subject line, language by language."""

import re

# A subject is a machine's if it begins with one of these names and goes on as only machines do: with a colon, a
# bracket, the subject it answers, or not at all. "Automatic response machine is broken" is a customer.
_NAMES_OF_REPLIES = r"""
        automaattinen\s+(?:vastaus|poissaolo\w*|viesti|kuittaus|ilmoitus)|automaattinen
    |auto(?:matic|mated|matisk|matische|matisches)?[\s-]*(?:reply|response|respons|acknowledge?ment|answer)
    |automati(?:skt|sk|serat|seret)\s+(?:svar|frånvaro\w*|meddelande)
    |automatische\s+(?:antwort|e-?mail|abwesenheit\w*|nachricht|rückmeldung|eingangsbestätigung)
    |automatisch\s+(?:antwoord|bericht)|réponse\s+automatique|(?:respuesta|resposta)\s+autom[áàa]tica
    |risposta\s+automatica|răspuns\s+automat|automaat(?:vastus|ne\s+vastus)|autom[āa]tisk[āa]\s+atbilde
    |automatinis\s+atsakymas|(?:automatyczna\s+odpowiedź|odpowiedź\s+automatyczna)|automatická\s+odpov[ěe][ďd]
    |automatikus\s+válasz|otomatik\s+yanıt|αυτόματη\s+απάντηση|автоматический\s+ответ|автоматична\s+відповідь
    |автоматичен\s+отговор|automatski\s+odgovor|samodejni\s+odgovor|sjálfvirkt\s+svar|автоответ
    |자동\s*회신|رد\s+تلقائي|מענה\s+אוטומטי
"""
AUTO_REPLY = re.compile(
    rf"""\s*(?:\[[^\]]{{1,60}}\]\s*)?[\[("']?(?:
    (?:{_NAMES_OF_REPLIES})\s*(?:[:：|()\[\]–—-]|$|(?:re|vs|sv|aw|antw|fwd?)\s*:)
    |automaattivastaus|poissaolo(?:ilmoitus|viesti|vastaus)|loma(?:vastaus|ilmoitus|viesti)
    |(?:olen\s+)?poissa\s+(?:toimisto|töistä|paikalta|lomalla|työpaikalta)|(?:olen\s+)?lomalla\s*(?:!|\d|re:)
    |autosvar|auto-svar|frånvaro(?:meddelande|avisering)|(?:ej\s+på\s+plats|inte\s+på\s+kontoret)\s*(?:[:(]|$)
    |semestermeddelande|autoreply|autorespon|ooo\s*[:\-]|o\.o\.o\.|out[\s-]of[\s-](?:the[\s-])?office
    |away\s+from\s+(?:the\s+|my\s+)?(?:office|mail|e-?mail|desk)
    |(?:i\s+am|i['’]m|currently)\s+(?:out\s+of|away\s+from)\s+(?:the\s+|my\s+)?(?:office|desk)
    |(?:i\s+am\s+|i['’]m\s+|currently\s+)?on\s+(?:(?:annual|parental|sick)\s+)?(?:vacation|leave|holiday)\s*(?:[:!(]|$|until|till|from|\d|re:)
    |vacation\s+(?:reply|message|notice|response)|abwesenheits|ich\s+bin\s+abwesend|außer\s+haus
    |ich\s+bin\s+(?:(?:derzeit\s+|zurzeit\s+)?nicht\s+im\s+büro|im\s+urlaub\s*(?:[:(]|$|bis|vom))
    |urlaubs(?:vertretung|notiz)|message\s+d.absence|absence\s+(?:du|de)\s+bureau|absente?\s+du\s+bureau
    |fuera\s+de\s+(?:la\s+)?oficina|fora\s+do\s+escritório|fuori\s+(?:sede|ufficio)
    |afwezigheids|niet\s+op\s+kantoor|fraværs|ikke\s+på\s+kontoret|kontorist\s+väljas
    |autoodpowiedź|nieobecność|poza\s+biurem|自動返信|自動応答|自动[回答][复覆]|自動[回答][复覆]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
AWAY_WORD = re.compile(
    r"\s*(?:poissa|poissaolo|lomalla|frånvaro|fravær|vacation|absence|afwezig|abwesenheit|abwesend|urlaub|нет\s+на\s+месте)"
    r"\s*(?:[:：|(!-]|$|(?:re|vs|sv|aw)\s*:)",
    re.IGNORECASE,
)
# Where the name of the person stands first, what follows it says that a machine writes.
_AWAY = re.compile(
    r"(?:is|on|är|ist|er|est)\s+(?:currently\s+|derzeit\s+|tällä\s+hetkellä\s+)?(?:out\s+of\s+(?:the\s+)?office"
    r"|poissa\s+toimistosta|inte\s+på\s+kontoret|ej\s+på\s+plats|nicht\s+im\s+büro|außer\s+haus|ikke\s+på\s+kontoret"
    r"|absente?\s+du\s+bureau)\s*(?:[.(!]|$)",
    re.IGNORECASE,
)

ANSWER = re.compile(r"\s*(?:re|vs|sv|aw|antw|fwd?|vl|wg|tr|rv|enc)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)

BOUNCE = re.compile(
    r"""\s*(?:\*+\w+\*+\s*)?(?:
        undeliver(?:ed|able)|undelivered\s+mail
    |(?:mail|message|e-?mail)?\s*deliver(?:y|ed)\s+(?:has\s+|was\s+)?(?:status\s+notification|fail|unsuccessful|error|problem|delayed|deferred|warning|report|notification|issue|unable)
    |delivery\s+status
    |(?:mail|message|e-?mail)\s+(?:delivery|system|could\s+not|not\s+delivered|undeliverable|returned|status|error|bounced|cannot)
    |mail\s+fail|automatically\s+rejected|returned\s+(?:mail|message|e-?mail|to\s+sender)
    |failure\s+(?:notice|delivery|delivering|report)|failed\s+(?:mail|delivery|message)|non[\s-]?deliver
    |nondeliverable|bounced?\s+(?:mail|message|e-?mail|:)
    |(?:warning|error)\s*:?\s+(?:could\s+not|message|mail|delivery|did\s+not|e-?mail)
    |could\s+not\s+(?:be\s+)?(?:deliver|send)
    |(?:your\s+)?(?:message|mail|e-?mail)\b.{0,80}\b(?:not\s+be(?:en)?\s+delivered|undeliverable|rejected|blocked|delayed)
    |rejected(?:\s+(?:mail|message|posting)|:)|unable\s+to\s+deliver|unknown\s+(?:user|address|recipient)
    |user\s+unknown|permanent\s+(?:delivery\s+)?(?:error|failure)|delay(?:ed)?\s+(?:mail|message|delivery)
    |ei\s+voi(?:tu|da)?\s+toimittaa|toimitus\s*(?:epäonnistui|virhe|ongelma|viivästy)|toimittamaton
    |viesti(?:ä|si)?\s+ei\s+voi|ei\s+toimitettavissa|ei\s+toimitettu|palautettu\s+(?:viesti|posti)
    |toimituksen\s+tila|olevererbar|kan\s+inte\s+leverera|det\s+g(?:ick|år)\s+inte\s+att\s+leverera|ej\s+levererat
    |leverans(?:fel|status|misslyckades)|unzustellbar|nicht\s+zustellbar|zustellung|mailzustellung|fehlgeschlagen
    |non\s+remis|échec\s+de\s+(?:la\s+)?(?:remise|livraison)|non\s+distribu
    |no\s+se\s+(?:puede|ha\s+podido|pudo)\s+entregar|no\s+entregad|mensaje\s+no\s+entregado|non\s+recapitabil
    |impossibile\s+recapit|mancat[oa]\s+(?:recapito|consegna)|onbestelbaar|niet\s+bezorgd|kan\s+ikke\s+lever
    |ikke\s+levert|ikke\s+leveret|uleverbar|kohaletoimetamatu|не\s*доставлен|недоставлен|niedostarczon
    |退信|投递失败|配信不能|nie\s+dostarczono|não\s+entreg|não\s+foi\s+possível\s+entregar
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# Subjects only mail systems write. Those above a customer of a parcel company writes too: "Delivery failed".
BOUNCE_FOR_SURE = re.compile(
    r"""\s*(?:
    undeliverable\s*:|undelivered\s+mail|mail\s+delivery\s+(?:fail|system|error|subsystem)|mail\s+(?:system\s+)?error
    |(?:mail|message|e-?mail)\s+(?:could\s+not|cannot)\s+be\s+(?:sent|delivered)|returned\s+(?:mail|message|e-?mail)\s*:
    |delivery\s+status\s+notification\s*[:(]|failure\s+notice\s*$|delivery\s+failure\s+\(|mail\s+fail
    |viestiä\s+ei\s+voi|ei\s+voitu\s+toimittaa\s*:|ei\s+toimitettavissa\s*:|olevererbart\s*:|unzustellbar\s*:|non\s+remis\s*:
    )""",
    re.IGNORECASE | re.VERBOSE,
)

READ_RECEIPT = re.compile(
    r"\s*(?:read|luettu|läst|gelesen|lu|leído|letto|gelezen|lest|læst|loetud|прочитано|przeczytano|not\s+read|ei\s+luettu"
    r"|return\s+receipt\s*\(displayed\)|disposition\s+notification|read\s+receipt|lukukuittaus|läskvitto|lesebestätigung)\s*(?::|\(|-|$)",
    re.IGNORECASE,
)
READ_WORDS = re.compile(
    r"was\s+(?:read|opened|displayed)\s+on|was\s+deleted\s+without\s+being\s+read|luettiin\s+\d|on\s+luettu|lästes|wurde\s+(?:am|gelesen)|return\s+receipt|a\s+été\s+lu",
    re.IGNORECASE,
)
DAEMON = re.compile(
    r"(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|maildaemon|postmaster|mail[-_.]?delivery(?:[-_.]?(?:system|subsystem))?"
    r"|mailerdaemon|mmdf|uucp|microsoftexchange[0-9a-f]{8,64}|bounces?|double-bounce)(?:[+=-][^@]*)?(?:@|$)",
    re.IGNORECASE,
)
_NOT = r"(?:no|do[-_.]?not|dont|ei|ala|älä|inget|nicht|keine|non|nao|não|nie|ikke|inte|ej|niet|ne[-_.]?pas|ara)"
_ANSWER = (
    r"(?:reply|replay|answer|respon[ds]\w{0,3}|vasta(?:a|ta|usta)?|antwort\w{0,3}|(?:be)?antwoord\w{0,3}|svar\w{0,3}|rispond\w{0,4}"
    r"|r[eé]pond\w{0,3}|contest\w{0,3}|odpowiada\w{0,2})"
)
NO_REPLY = re.compile(
    rf"(?:[^@]{{0,40}}[-_.+])?(?:{_NOT}[-_.]?{_ANSWER}(?![a-z])|(?:svara?|antworten)[-_.]?(?:ej|inte|ikke|nicht))[^@]{{0,40}}@"
    rf"|neatbild\w*[^@]{{0,40}}@|(?:no|donot|dont|do-not)-?reply[^@]{{0,40}}@",
    re.IGNORECASE,
)
FAILURE_WORDS = re.compile(
    r"undeliver|not\s+(?:be\s+)?deliver|delivery\s+(?:to\s+the|fail|error|attempt)|fail(?:ed|ure)\s+(?:to\s+deliver|permanently)|unknown\s+(?:user|recipient|address)|user\s+unknown"
    r"|no\s+such\s+(?:user|recipient|address|mailbox|person)|mailbox\s+(?:unavailable|full|is\s+full|not\s+found|quota)|permanent\s+(?:fatal\s+)?error|returned\s+(?:to\s+sender|mail|message)|bounce"
    r"|address(?:es)?\s+(?:had|with)\s+(?:permanent|fatal)|(?:unable|not\s+able)\s+to\s+deliver|could\s+not\s+(?:be\s+)?(?:deliver|reach)|could\s+n.t\s+be\s+deliver|does\s+not\s+exist"
    r"|5\d\d[\s-]5\.\d\.\d|nondeliver|non[\s-]deliver|unzustellbar|ei\s+voitu\s+toimittaa",
    re.IGNORECASE,
)
_AWAY_PLACES = ("office", "toimisto", "kontor", "plats", "büro", "haus", "bureau")


def says_away(subject: str) -> bool:
    """Tell whether a subject says of somebody that they are away; an answer to such a letter is a person's."""
    lower = subject.lower()
    if not any(place in lower for place in _AWAY_PLACES):
        return False
    return bool(_AWAY.search(subject)) and not ANSWER.match(subject)
