"""Mails as they come, honest and dishonest; each as its bytes would be read."""

from email.message import EmailMessage

from aspa.channels.contact import Contact
from aspa.channels.email.parse import read

OURS = {"tuki@kuusi.fi", "info@kuusi.fi"}


def letter(
    subject: str,
    text: str,
    *,
    sender: str = "Liisa Virtanen <liisa@example.org>",
    html: str = "",
    file: str = "",
    to: str = "tuki@kuusi.fi",
    **headers: str,
) -> Contact:
    """Return a mail as it was read; `file` is the name of an enclosure."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    if to:
        message["To"] = to
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if file:
        message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename=file)
    return read(message.as_bytes())


HONEST = {
    "where is my parcel": letter("Paketti", "Hei! Tilasin saappaat 3.11. Pakettini odottaa jossain. Missä se on?"),
    "a bill with a link": letter(
        "Lasku 4432",
        "Moi, maksoin laskun kahdesti.",
        html='<p>Moi, maksoin laskun kahdesti. <a href="https://www.nordea.fi/maksut">nordea.fi</a></p>',
    ),
    "asks about prescriptions": letter("Resepti", "Myyttekö te Viagraa ilman reseptiä vai pitääkö käydä lääkärissä?"),
    "a newsletter that counts clicks": letter(
        "Uutiskirje",
        "Lue lisää",
        sender="Sinikka <uutiset@sinikka.fi>",
        html='<a href="https://klikit.postitus.com/a/1">www.sinikka.fi</a>',
    ),
    "a form on our own page": letter(
        "Yhteydenotto verkkosivuilta",
        "Nimi: Liisa\nViesti: Milloin olette auki?",
        sender="Kuusi <tuki@kuusi.fi>",
        Reply_To="liisa@gmail.com",
    ),
    "forwarded by a list": letter(
        "Kysymys",
        "Voiko lahjakortin vaihtaa?",
        Authentication_Results="mx.kuusi.fi; dmarc=fail header.from=example.org",
    ),
    "marked as no spam": letter("Hei", "Kiitos avusta!", X_Spam_Flag="NO", X_Spam_Status="No, score=-2.1"),
    "asks about bitcoin": letter("Maksutavat", "Voiko teillä maksaa bitcoinilla? Entä laskulla?"),
    "answers without a thread": letter("Re: Palautus", "Lähetin kengät eilen. Milloin rahat tulevat?"),
    "sends a page": letter("Kuitti", "Kuitti liitteenä.", file="kuitti.html"),
    "in swedish": letter("Paketet", "Hej, var är mitt paket? Jag väntar sedan i tisdags."),
    "a blind copy": letter("Tiedoksi", "Tämä tiedoksi teille.", to=""),
    "signed by a former employer": letter("Hei", "Osoitteeni muuttui.", sender='"liisa@tyo.fi" <liisa@koti.fi>'),
    "a russian name": letter("Заказ 5512", "Где моя посылка?", sender="Анна Иванова <anna@example.org>"),
    "forwarded by a worried customer": letter(
        "Fwd: Tilisi suljetaan",
        "Hei, onko tämä teiltä? En uskalla avata.\n\n---------- Forwarded message ---------\n"
        "From: Nordea <x@evil.example>\n"
        "Date: Mon, 18 Nov 2030\nSubject: Tilisi suljetaan\nTo: Liisa <liisa@example.org>\n\n"
        "Tilisi suljetaan, vahvista pankkitunnuksesi ja kirjaudu heti. Olet voittanut, lunasta palkinto.",
    ),
}
SPAM = {
    "marked before us": (letter("Hei", "Katso tämä", X_Spam_Flag="YES"), "marked"),
    "marked with points": (letter("Hei", "Katso", X_Spam_Status="Yes, score=8.1 required=5.0"), "marked"),
    "forged, and the domain minds": (
        letter(
            "Maksumuistutus",
            "Maksa heti.",
            sender="Posti <no@posti.fi>",
            Authentication_Results="mx.kuusi.fi; spf=fail; dmarc=fail (p=REJECT dis=NONE) header.from=posti.fi",
        ),
        "refused",
    ),
    "as ourselves": (
        letter(
            "Salasanasi vanhenee",
            "Vahvista tunnuksesi: postilaatikko on täynnä, vahvista heti.",
            sender="Kuusi IT <tuki@kuusi.fi>",
        ),
        "as_ourselves",
    ),
    "named as us": (
        letter(
            "Tilauksesi",
            "Tilisi suljetaan. Vahvista tietosi heti.",
            sender='"tuki@kuusi.fi" <aa81@host.example>',
        ),
        "named_as_us",
    ),
    "a bank's link": (
        letter(
            "Tärkeä ilmoitus",
            "Verkkopankkitunnuksesi on lukittu. Vahvista.",
            sender="Nordea <turva@pankki.example>",
            html='<p>Verkkopankkitunnuksesi vahvista: <a href="http://45.9.148.2/n">https://www.nordea.fi/</a></p>',
        ),
        "misleading",
    ),
    "a program": (letter("Lasku", "Lasku liitteenä.", file="lasku.pdf.exe"), "program"),
    "extortion": (
        letter(
            "Olen nauhoittanut sinut",
            "Hakkeroin laitteesi ja sain videon. Nauhoitin kamera päällä. Maksa 900 e: bitcoin wallet 1Bx, 48 hours.\n"
            "Siirrä kryptovaluutta, niin taattu tuotto jää sinulle.",
        ),
        "bait_threat",
    ),
    "better place in searches": (
        letter(
            "Re: your website",
            "We can bring your website to the first page of Google. SEO traffic for your website!",
            sender="Ronald <ronald.seo@gmail.com>",
            Reply_To="sales@outlook.com",
            to="",
        ),
        "bait_seo",
    ),
    "inheritance": (
        letter(
            "Perintö",
            "Olen asianajaja. Asiakkaani jätti perinnön, 8,5 miljoonaa dollaria. Olet voittanut: lunasta osuutesi.",
            sender="Barrister Lee <lee@gmail.com>",
            Reply_To="lee88@qq.com",
        ),
        "bait_money",
    ),
    "two alphabets": (
        letter("Аpple-tilisi suljetaan, vahvista", "Tilisi suljetaan, vahvista heti.", sender="Аpple <id@x.example>"),
        "two_alphabets",
    ),
    "a parcel's fee": (
        letter(
            "Pakettisi odottaa",
            "Pakettisi odottaa. Maksa 1,99 € tullimaksu: http://91.92.240.8/posti",
            sender="Posti <posti@track.example>",
        ),
        "bait_parcel",
    ),
}
