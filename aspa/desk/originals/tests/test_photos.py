"""Photos in a customer's letter are seen where they are named; the logo of a signature is not."""

from email.message import EmailMessage

import pytest
from django.test import Client

from aspa.cases.models import Attachment, Message
from aspa.staff.models import Agent
from tests.cast import LIISA, NINE, SUPPORT, arrives, tell

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff" + b"x" * 20_000
LOGO = b"\x89PNG\r\n\x1a\n" + b"x" * 2_000


@pytest.fixture
def page(client: Client, vaino: Agent, aino: Agent) -> str:
    """Aino's page of a case in which Liisa pasted a photo into her text and attached another."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = LIISA, SUPPORT, "Rikki"
    message.set_content("<p>Katso: <img src='cid:a@x'> Liisa <img src='cid:b@x'></p>", subtype="html")
    message.add_related(JPEG, "image", "jpeg", cid="<a@x>", filename="sauma.jpg", disposition="inline")
    message.add_related(LOGO, "image", "png", cid="<b@x>", filename="logo.png", disposition="inline")
    message.make_mixed()
    message.add_attachment(JPEG, "image", "jpeg", filename="vetoketju.jpg")
    arrives(message.as_bytes())
    tell(NINE)
    client.force_login(aino)
    return client.get(f"/cases/{Message.objects.get(kind='contact').case.number}/").content.decode()


@pytest.mark.parametrize("name", ["sauma.jpg", "vetoketju.jpg"])
def test_a_photo_is_seen_where_it_is_named(page: str, name: str) -> None:
    photo = Attachment.objects.get(name=name)

    assert f'/attachments/{photo.pk}/?show=1" alt="" loading="lazy"><span>{name}</span>' in page


def test_the_logo_of_a_signature_is_left_out(page: str) -> None:
    assert Attachment.objects.filter(name="logo.png").exists()

    assert "logo.png</span>" not in page
