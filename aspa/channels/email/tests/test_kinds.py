"""What kind of letter it is, and by which rule."""

import pytest

from aspa.channels.email.parse import understood

PERSON = {"From": "Liisa <liisa@example.fi>", "Subject": "Missä pakettini on?"}


def kind(text: str = "Hei", **headers: str) -> tuple[str, str]:
    """The kind and the rule of a letter with these headers; underscores stand for dashes."""
    given = PERSON | {name.replace("_", "-"): value for name, value in headers.items()}
    raw = "".join(f"{name}: {value}\r\n" for name, value in given.items()) + "\r\n" + text
    contact = understood(raw.encode())
    return contact.kind, contact.rule


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "first-class"},
        {"Subject": "Re: Automaattinen vastaus: lomalla"},
        {"Subject": "Poissa kotoa kun kuljettaja kävi"},
        {"Subject": "Absence of my parcel"},
        {"Subject": "Automatic response machine is broken"},
        {"Subject": "Automaattinen viesti noudosta ei tullut"},
        {"Subject": "Olen lomalla kun paketti tulee, voitteko pitää sen?"},
        {"Subject": "I am on vacation when the parcel comes"},
        {"Subject": "I'm away next week"},
        {"Subject": "Ich bin nicht im Haus gewesen"},
        {"Subject": "Auto ajoi pihaan ja lähti"},
        {"Subject": "Vacation: please hold my parcel"},
        {"Subject": "Poissaolo: voitteko siirtää toimituksen?"},
        {"Subject": "Undeliverable: why?"},
        {"Subject": "Vs: Liisa is out of the office"},
        {"Subject": "Fwd: Undelivered Mail Returned to Sender"},
        {"Return_Path": "<liisa@example.fi>"},
        {"From": "no-reply@lomake.example", "Reply_To": "liisa@example.fi"},
        {"X_Autoreply": "no"},
        {"Subject": "Luettu: kirjanne", "From": "liisa@example.fi"},
        {"From": "Exchange Oy <info@exchange.example>"},
        {"From": "Noreen Reply <noreen.reply@example.fi>"},
        {"From": "Nora Svartström <nora.svartstrom@example.fi>"},
        {"From": "ei.vastaajia@example.fi", "Subject": "Kysely"},
    ],
)
def test_people_are_people(headers: dict[str, str]) -> None:
    assert kind(**headers)[0] == "contact"


@pytest.mark.parametrize(
    "subject",
    [
        "Failed delivery",
        "Delivery status of my parcel",
        "Delivery delayed again",
        "Unknown address",
        "Toimitus epäonnistui",
        "Toimitus viivästyi",
        "Leveransfel",
        "Zustellung fehlgeschlagen",
    ],
)
def test_a_parcel_that_did_not_arrive_is_a_customers_worry_and_no_bounce(subject: str) -> None:
    text = "My parcel was not delivered: unknown address, returned to sender. The delivery failed twice, error 550."

    assert kind(text, Subject=subject)[0] == "contact"


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto-submitted"),
        ({"Auto_Submitted": "auto-replied; owner-email=x@y"}, "auto-submitted"),
        ({"Auto_Submitted": "auto-generated"}, "auto-submitted"),
        ({"Auto_Submitted": "auto-notified"}, "auto-submitted"),
        ({"X_Autoreply": "yes"}, "x-autoreply"),
        ({"X_Autorespond": "hei"}, "x-autorespond"),
        ({"Precedence": "auto_reply"}, "precedence"),
        ({"Subject": "Automaattinen vastaus: paketti"}, "auto-subject"),
        ({"Subject": "Poissa toimistolta: paketti"}, "auto-subject"),
        ({"Subject": "Poissaoloilmoitus"}, "auto-subject"),
        ({"Subject": "Autosvar: paket"}, "auto-subject"),
        ({"Subject": "Automatiskt svar: paket"}, "auto-subject"),
        ({"Subject": "Automatic reply: parcel"}, "auto-subject"),
        ({"Subject": "Out of Office: parcel"}, "auto-subject"),
        ({"Subject": "Automatische Antwort: Paket"}, "auto-subject"),
        ({"Subject": "Abwesenheitsnotiz"}, "auto-subject"),
        ({"Subject": "Réponse automatique : colis"}, "auto-subject"),
        ({"Subject": "Respuesta automática: paquete"}, "auto-subject"),
        ({"Subject": "Risposta automatica: pacco"}, "auto-subject"),
        ({"Subject": "Automatisch antwoord: pakket"}, "auto-subject"),
        ({"Subject": "Автоматический ответ: посылка"}, "auto-subject"),
        ({"Subject": "Automaatvastus: pakk"}, "auto-subject"),
        ({"Subject": "Vacation: parcel", "Precedence": "bulk"}, "auto-subject"),
        ({"Subject": "Olen lomalla 31.7. asti"}, "auto-subject"),
        ({"Subject": "Poissa: paketti", "In_Reply_To": "<1@kuusi.example>"}, "auto-subject"),
        ({"Subject": "On annual leave until 1.8."}, "auto-subject"),
        ({"Subject": "Lomailmoitus: paketti"}, "auto-subject"),
        ({"Subject": "Automatiskt frånvaromeddelande"}, "auto-subject"),
        ({"Subject": "Inte på kontoret: paket"}, "auto-subject"),
        ({"Subject": "Odpowiedź automatyczna: paczka"}, "auto-subject"),
        ({"Subject": "Răspuns automat: colet"}, "auto-subject"),
        ({"Subject": "Αυτόματη απάντηση: πακέτο"}, "auto-subject"),
        ({"Subject": "自動応答: 荷物"}, "auto-subject"),
        ({"Subject": "[Tuki #12] AutoReply: paketti"}, "auto-subject"),
        ({"Subject": "Liisa Virtanen is out of the office."}, "away-subject"),
        ({"Subject": "AUTO: Liisa Virtanen on poissa toimistosta (palaa 1.8.2026)"}, "away-subject"),
        ({"X_Anything_AutoResponder": "yes"}, "x-anything-autoresponder"),
        ({"X_SFDC_EmailCategory": "caseAutoResponse"}, "x-sfdc-emailcategory"),
        ({"Auto_Submitted": "auto-generated", "Precedence": "bulk"}, "auto-submitted"),
        ({"Return_Path": "<>"}, "null-return-path"),
    ],
)
def test_automatic_answers_are_known(headers: dict[str, str], rule: str) -> None:
    assert kind(**headers) == ("auto_reply", rule)


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({"List_Id": "<uutiset.example>"}, "list-id"),
        ({"List_Unsubscribe": "<mailto:pois@example.fi>"}, "list-unsubscribe"),
        ({"Precedence": "bulk"}, "precedence"),
        ({"Auto_Submitted": "auto-generated", "List_Id": "<x.example>"}, "list-id"),
        ({"X_Campaign_ID": "1"}, "x-campaign-id"),
        ({"From": "no-reply@kauppa.example"}, "no-reply-sender"),
        ({"From": "alavastaa.ei-vastaa@kauppa.example"}, "no-reply-sender"),
        ({"From": "do_not_reply@kauppa.example"}, "no-reply-sender"),
        ({"From": "tilaukset-noreply@kauppa.example"}, "no-reply-sender"),
        ({"From": "svara-inte@butik.example"}, "no-reply-sender"),
        ({"From": "ikkesvar@butik.example"}, "no-reply-sender"),
        ({"From": "ne-pas-repondre@boutique.example"}, "no-reply-sender"),
        ({"From": "niet-beantwoorden@winkel.example"}, "no-reply-sender"),
        ({"Mailing_List": "contact dev-help@example.org; run by ezmlm"}, "mailing-list"),
    ],
)
def test_what_goes_to_many_is_bulk(headers: dict[str, str], rule: str) -> None:
    assert kind(**headers) == ("bulk", rule)


def test_our_own_mark_is_a_loop_even_when_it_says_it_is_automatic() -> None:
    assert kind(X_Aspa_Instance="abc", Auto_Submitted="auto-replied") == ("loop", "own-header")


def test_a_calendar_answer_is_a_persons() -> None:
    verdict = kind(Content_Type="text/calendar; method=REPLY", Auto_Submitted="auto-generated")

    assert verdict == ("contact", "calendar")


def test_a_read_receipt_in_plain_words_is_a_receipt() -> None:
    text = "Your message\n\n  To: Liisa\n\nwas read on 2.11.2026 9:15.\n"

    assert kind(text, Subject="Read: Pakettinne") == ("receipt", "read-wording")


def test_a_daemon_without_words_of_failure_is_not_answered() -> None:
    assert kind("Hello from the server", From="postmaster@example.fi", Subject="Weekly summary") == (
        "auto_reply",
        "daemon-sender",
    )
