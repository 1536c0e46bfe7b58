"""Words of mail programs, language by language: they stand here so that a language is added in one place."""

WROTE = (
    r"kirjoitti|kirjoittanut|kirjoittaa|lähetti seuraavan viestin|skrev|skrev följande|wrote|writes|said|schrieb"
    r"|schrieb am|a écrit|écrit|escribió|escribio|ha scritto|scrisse|schreef|skreiv|følgende|kirjutas|пишет"
    r"|написал|написала|написал\(а\)|napisał|napisała|napisał\(a\)|pisze|escreveu|napsal|napsal\(a\)|napísal"
    r"|írta|rakstīja|geschreven|đã viết|sent|rašė|a scris|yazdı|έγραψε|написа|написав|skrifaði"
)

ORIGINAL = (
    "original message|original appointment|alkuperäinen viesti|alkuperäinen|ursprungligt meddelande"
    "|originalmeddelande|ursprüngliche nachricht|originalnachricht|message d'origine|message d’origine"
    "|message original|mensaje original|messaggio originale|oorspronkelijk bericht|opprinnelig melding"
    "|oprindelig meddelelse|original besked|algne kiri|algne sõnum|algteade|исходное сообщение"
    "|пересылаемое сообщение|oryginalna wiadomość|wiadomość oryginalna|mensagem original|původní zpráva"
    "|eredeti üzenet|reply message|vastausviesti|vastattu viesti"
)
FORWARD = (
    "forwarded message|begin forwarded message|forwarded by|välitetty viesti|edelleenlähetetty viesti"
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

MOBILE = (
    r"lähetetty .{0,40}(?:iphone|ipad|android|samsung|huawei|oneplus|nokia|galaxy|puhelime)"
    r"|lähetetty .{0,40}(?:outlook|laittee|mobiili|yahoo|sähköpostisovell|proton|windows)"
    r"|lähetetty (?:minun )?\w{2,20}(?:sta|stä|lta|ltä)\.?$"
    r"|lähetin tämän .{0,40}(?:iphone|ipad|android|puhelime)|hanki (?:outlook|android|ios).{0,60}"
    r"|hae outlook.{0,60}|skaffa outlook.{0,60}|hämta outlook.{0,60}|get outlook for.{0,60}|outlook für.{0,60}"
    r"|holen sie sich outlook.{0,40}|laden sie outlook.{0,60}|sent (?:from|with|via|using) .{2,80}"
    r"|skickat från .{2,60}|skickades från .{2,60}|skickat via .{2,60}|gesendet (?:mit|von|aus) .{2,60}"
    r"|von meinem .{2,40} gesendet|diese nachricht wurde von meinem .{2,60}"
    r"|envoyé (?:de|depuis|à partir) .{2,60}|obtenez outlook.{0,60}|télécharger outlook.{0,60}"
    r"|enviado (?:desde|do meu|a partir) .{2,60}|obtener outlook.{0,60}|inviato da .{2,60}"
    r"|ottieni outlook.{0,60}|verstuurd vanaf .{2,60}|verzonden vanaf .{2,60}|outlook voor .{0,60}"
    r"|sendt fra .{2,60}|få outlook .{0,60}|hent outlook.{0,60}|saadetud minu .{2,60}"
    r"|saadetud .{2,20}(?:ist|lt)\.?$|отправлено (?:с|из) .{2,60}|wysłane? z .{2,60}|wysłano z .{2,60}"
    r"|pobierz outlook.{0,60}|odesláno z .{2,60}|yahoo mail.{0,60}android|sähköposti lähetetty .{2,60}"
)
