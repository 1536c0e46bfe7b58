"""The words by which machines give themselves away in a subject line, language by language."""

import re

# Only what no customer would begin a subject with: "Poissa kotoa" is a person, "Poissa toimistolta" is a machine.
AUTO_REPLY = re.compile(
    r"""\s*[\[("']?(?:
        automaattinen\s+(?:vastaus|poissaolo|viesti|kuittaus)|automaattivastaus|automaattinen:
    |poissaolo(?:ilmoitus|viesti|vastaus|\s*:|$)
    |poissa(?:\s*:|\s*$|\s+(?:toimisto|töistä|paikalta|lomalla|työpaikalta))|lomavastaus|olen\s+(?:lomalla|poissa)
    |lomalla(?:\s*:|\s*$)|autosvar|auto-svar|automati(?:skt|sk|serat|seret)\s+svar
    |frånvaro(?:meddelande|avisering|\s*:|\s*$)|ej\s+på\s+plats|semestermeddelande
    |auto(?:matic|mated|matisk|matische)?[\s-]*(?:reply|response|respons|responder|acknowledge?ment)\b|autoreply
    |autorespon|out[\s-]of[\s-](?:the[\s-])?office|ooo\s*[:\-]|o\.o\.o\.
    |away\s+from\s+(?:the\s+|my\s+)?(?:office|mail|e-?mail|desk)
    |(?:i\s+am|i'm|currently)\s+(?:out\s+of|away|on\s+(?:vacation|leave|holiday))|on\s+vacation
    |vacation(?:\s+(?:reply|message|notice|response)|\s*:)|automatische\s+(?:antwort|e-?mail)
    |abwesenheit(?:s|\s*:|\s*$)|abwesend\s*:|ich\s+bin\s+(?:abwesend|nicht\s+im|im\s+urlaub)|außer\s+haus
    |urlaubs(?:vertretung|notiz)|réponse\s+automatique|message\s+d.absence|absence\s+(?:du\s+bureau|de\s+bureau|:)
    |absent(?:e)?\s+du\s+bureau|respuesta\s+autom[áa]tica|fuera\s+de\s+(?:la\s+)?oficina|resposta\s+autom[áa]tica
    |fora\s+do\s+escritório|risposta\s+automatica|fuori\s+(?:sede|ufficio)|automatisch\s+antwoord
    |afwezig(?:heid|\s*:)|niet\s+op\s+kantoor|fravær(?:s|\s*:|\s*$)|ikke\s+på\s+kontoret|automaatvastus
    |automaatne\s+vastus|kontorist\s+väljas|автоматический\s+ответ|автоответ|нет\s+на\s+месте
    |automatyczna\s+odpowiedź|autoodpowiedź|nieobecność|poza\s+biurem|automatická\s+odpověď|automatikus\s+válasz
    |automātiskā\s+atbilde|automatinis\s+atsakymas|自動返信|自动回复|自動回覆
    )""",
    re.IGNORECASE | re.VERBOSE,
)

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
    |nie\s+dostarczono|não\s+entreg|não\s+foi\s+possível\s+entregar
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# Subjects only mail systems write. Those above a customer of a parcel company writes too: "Delivery failed".
BOUNCE_FOR_SURE = re.compile(
    r"""\s*(?:
    undeliverable\s*:|undelivered\s+mail|mail\s+delivery\s+(?:fail|system|error|subsystem)|mail\s+(?:system\s+)?error
    |(?:mail|message|e-?mail)\s+(?:could\s+not|cannot)\s+be\s+(?:sent|delivered)|returned\s+(?:mail|message|e-?mail)
    |delivery\s+status\s+notification|failure\s+notice|delivery\s+failure\s+\(|mail\s+fail
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
NO_REPLY = re.compile(
    r"(?:.{0,40}[-_.+])?(?:no|do-?not|dont|ei|ala|älä|inget|svara-?ej|svara-?inte|nicht|keine)[-_.]?(?:reply|replay|answer|respond|response|vastaa|vastata|antwort(?:en)?|svar)"
    r"[^@]{0,40}@|(?:svaraej|svarainte|ei[-_.]?vastausta)[^@]{0,20}@",
    re.IGNORECASE,
)
FAILURE_WORDS = re.compile(
    r"undeliver|not\s+(?:be\s+)?deliver|delivery\s+(?:to\s+the|fail|error|attempt)|fail(?:ed|ure)\s+(?:to\s+deliver|permanently)|unknown\s+(?:user|recipient|address)|user\s+unknown"
    r"|no\s+such\s+(?:user|recipient|address|mailbox|person)|mailbox\s+(?:unavailable|full|is\s+full|not\s+found|quota)|permanent\s+(?:fatal\s+)?error|returned\s+(?:to\s+sender|mail|message)|bounce"
    r"|address(?:es)?\s+(?:had|with)\s+(?:permanent|fatal)|(?:unable|not\s+able)\s+to\s+deliver|could\s+not\s+(?:be\s+)?(?:deliver|reach)|could\s+n.t\s+be\s+deliver|does\s+not\s+exist"
    r"|5\d\d[\s-]5\.\d\.\d|nondeliver|non[\s-]deliver|unzustellbar|ei\s+voitu\s+toimittaa",
    re.IGNORECASE,
)
