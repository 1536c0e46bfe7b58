"""Answers with looks: kept, told their promise, and sent with their pictures."""

from email import message_from_bytes
from email.policy import default

from aspa.cases import verbs as cases
from aspa.cases.models import Message
from aspa.channels.email.compose import File, compose
from aspa.channels.files import Stored
from aspa.channels.models import Delivery
from aspa.promises.window import Window
from tests.cast import NINE, a_case

PICTURE = "abc12345@aspa"
LETTER = (
    "<div>Hei Liisa,<br></div><div><br></div><div>paketti on <b>matkalla</b>.</div>"
    "<ul><li>yksi</li><li>kaksi</li></ul><blockquote><div>missä se on?</div></blockquote>"
    '<div><a href="https://kuusi.fi/seuranta">seuraa</a></div><div>Ystävällisin terveisin</div><div>Aino</div>'
)


def test_an_answer_keeps_its_looks_and_tells_its_promise_before_the_closing(aino, kuusi):
    kuusi.signature = "Kuusi Oy"
    kuusi.save()
    window = Window(None, NINE.replace(hour=15))

    cases.reply(a_case(), text="", html=LETTER, by=aino, at=NINE, promise=window, promise_act="call")

    message, delivery = Message.objects.get(kind="reply"), Delivery.objects.get(purpose="reply")
    told = "<p>Soitan sinulle viimeistään maanantaina 18.11. klo 15.00.</p><div>Ystävällisin terveisin</div>"
    assert told in message.html
    assert delivery.html.endswith("<p>-- <br>Kuusi Oy</p>")
    assert "Soitan sinulle viimeistään" in message.text
    assert "matkalla.\n\n- yksi" in delivery.text


def test_pictures_stand_in_the_mail_beside_the_words_that_show_them(aino):
    stored = Stored("kuva.png", "image/png", 3, "0" * 64, PICTURE)
    html = f'<div>Katso: <img src="cid:{PICTURE}"></div>'
    cases.reply(a_case(), text="", html=html, enclosures=[stored], bcc=["salaa@example.org"], by=aino, at=NINE)

    files = [File("kuva.png", "image/png", b"png", PICTURE), File("ohje.pdf", "application/pdf", b"%PDF")]
    mail = message_from_bytes(compose(Delivery.objects.get(purpose="reply"), files), policy=default)

    kinds = [part.get_content_type() for part in mail.walk()]
    plain, related, picture = "text/plain", "multipart/related", "image/png"
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", plain, related, "text/html", picture, "application/pdf")
    ]
    shown = next(part for part in mail.walk() if part.get_content_type() == picture)
    assert (shown["Content-ID"], shown.get_content_disposition()) == (f"<{PICTURE}>", "inline")
    assert "salaa@example.org" not in mail.as_string()
