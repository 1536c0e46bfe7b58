"""Words of mail programs, language by language: they stand here so that a language is added in one place."""

WROTE = (
    r"kirjoitti|kirjoittanut|kirjoittaa|lähetti seuraavan viestin|skrev|skrev följande|wrote|writes|said|schrieb"
    r"|schrieb am|a écrit|écrit|escribió|escribio|ha scritto|scrisse|schreef|skreiv|følgende|kirjutas|пишет"
    r"|написал|написала|написал\(а\)|napisał|napisała|napisał\(a\)|pisze|escreveu|napsal|napsal\(a\)|napísal"
    r"|írta|rakstīja|geschreven|đã viết|sent|rašė|a scris|yazdı|έγραψε|написа|написав|skrifaði|写道|寫道"
)

ORIGINAL = (
    "original message|original appointment|alkuperäinen viesti|alkuperäinen|ursprungligt meddelande"
    "|originalmeddelande|ursprüngliche nachricht|ursprüngliche e-mail"
    "|antwort nachricht|originalnachricht|message d'origine|message d’origine"
    "|message original|mensaje original|messaggio originale|oorspronkelijk bericht|opprinnelig melding"
    "|oprindelig meddelelse|original besked|algne kiri|algne sõnum|algteade|исходное сообщение"
    "|пересылаемое сообщение|oryginalna wiadomość|wiadomość oryginalna|mensagem original|původní zpráva"
    "|eredeti üzenet|reply message|vastausviesti|vastattu viesti"
)
REPLY_ABOVE = (
    r"(?:please )?(?:type|write|reply|add)(?: your)?(?: reply)? above this line|reply above this line.{0,60}"
    r"|(?:kirjoita|vastaa|vastauksesi).{0,30} tämän (?:rivin|viivan) yläpuolelle"
    r"|skriv(?: ditt svar)? ovanför (?:den här|denna) (?:raden|linjen)"
    r"|(?:bitte )?(?:antworten sie )?(?:über|oberhalb) dieser (?:zeile|linie).{0,30}"
)
FORWARD = (
    "välitetty viesti alkaa|alkaa välitetty viesti|edelleenlähetetty viesti alkaa"
    "|forwarded message|begin forwarded message|forwarded by|välitetty viesti|edelleenlähetetty viesti"
    "|viesti välitetty|lähetetty edelleen|edelleen lähetetty viesti|välitetyn viestin alku"
    "|vidarebefordrat meddelande|vidarebefordrat brev|vidaresänt meddelande|vidarebefordrat mejl"
    "|börja vidarebefordrat meddelande|weitergeleitete nachricht|anfang der weitergeleiteten nachricht"
    "|message transféré|début du message transféré|message réexpédié|mensaje reenviado"
    "|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht"
    "|begin doorgestuurd bericht|videresendt melding|videresendt meddelelse|videresendt besked|edastatud kiri"
    "|edastatud sõnum|перенаправленное сообщение|пересылаемое письмо|przekazana wiadomość"
    "|wiadomość przekazana dalej|mensagem encaminhada"
)

FROM = (
    "from|lähettäjä|keneltä|från|von|de|da|van|fra|saatja|kellelt|от|od|od kogo|expéditeur|mittente|avsändare"
    "|absender|feladó"
)
SENT = (
    "sent|date|lähetetty|lähetysaika|lähetyspäivä|päivä|päiväys|päivämäärä|pvm|aika|skickat|datum|gesendet"
    "|gesendet am|envoyé|date d'envoi|enviado|enviado el|enviada em|enviado em|fecha|inviato|data|verzonden"
    "|sendt|dato|saadetud|kuupäev|отправлено|дата|wysłano|wysłane|data wysłania|odesláno|elküldve"
)
TO = (
    "to|cc|bcc|reply-to|vastaanottaja|vastaanottajat|kenelle|kopio|till|kopia|an|kopie|à|pour|para|destinatario"
    "|a|per|aan|til|kopi|adressaat|kellele|koopia|кому|копия|do|dw|do wiadomości|komu|címzett|resent-from"
)
SUBJECT = (
    "subject|aihe|otsikko|ämne|betreff|objet|sujet|asunto|oggetto|onderwerp|emne|teema|pealkiri|тема|temat"
    "|assunto|předmět|tárgy"
)

SENT_FROM = (
    "lähetetty|lähetin tämän|sähköposti lähetetty|skickat|skickades|sänt från|sent from|sent with|sent via|sent using"
    "|gesendet|von mein|diese nachricht wurde von|envoyé|enviado|inviato|verstuurd|verzonden|sendt|saadetud"
    "|отправлено|wysłan|odesláno|elküldve"
)
DEVICE = (
    "iphone|ipad|android|samsung|galaxy|huawei|oneplus|nokia|xiaomi|redmi|motorola|pixel|xperia|blackberry"
    "|windows phone|windows mail|mail for windows|windows 10|outlook|yahoo|proton ?mail|tutanota|gmail|aol|sparrow"
    "|spark|mail app|mobile|mobiili|mobil|phone|smartphone|tablet|puhelime(?:sta|lta|lla)"
    "|kännykä(?:stä|llä)|laittee(?:sta|lta)"
    "|airmail|mailbox(?= for|\\s*$)|ipod|alcatel|my cell|htc|windows(?:in)? (?:\\d+|sähköposti)"
    "|sähköpostisovellu|handy|telefon|téléphone|móvil|teléfono|cellulare|telefoon|device|телефон|почт"
)
GET_APP = (
    "hanki outlook|hae outlook|skaffa outlook|hämta outlook|get outlook for|outlook für|holen sie sich outlook"
    "|laden sie outlook|obtenez outlook|télécharger outlook|obtener outlook|ottieni outlook|outlook voor|få outlook"
    "|(?:iphonesta|ipadista|puhelimesta|androidista) lähetetty|從我的 iphone"
    "|从我的 ?iphone|iphoneから送信|iphone에서 보냄"
    "|hent outlook|pobierz outlook|yahoo mail.{0,20}android"
)
