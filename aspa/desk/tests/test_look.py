"""An administrator gives a brand a colour and a logo; agents of the house see them where brands must be told apart."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import aspa
from aspa.brands import colours, pictures, verbs
from aspa.brands.models import Brand
from aspa.brands.tests.test_look import SPRUCE, WRONG, png
from aspa.cases import verbs as cases
from aspa.desk.house.brand_forms import LogoForm
from aspa.history.models import Event
from aspa.reception import founding
from tests.cast import NINE, a_case


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def place(brand: Brand, noun: str) -> str:
    return f"/settings/brands/{brand.pk}/{noun}/"


def sent(data: bytes, name: str = "logo.png", content_type: str = "image/png") -> dict[str, Any]:
    return {"picture": SimpleUploadedFile(name, data, content_type)}


def shown(brand: Brand, picture: bytes = b"") -> str:
    """Where the logo of a brand is, the one shown now unless its bytes are given."""
    key = sha256(picture).hexdigest() if picture else Brand.objects.get(pk=brand.pk).logo
    return f"/brands/{brand.pk}/logos/{key}/"


def test_a_colour_is_set_and_its_contrast_told(head, kuusi):
    answer = head.post(place(kuusi, "colour"), {"colour": "0F5C4A"})

    page = head.get(answer.url).content.decode()
    assert answer.url.endswith("#look")
    assert Brand.objects.get().colour == SPRUCE
    assert f'fill="{SPRUCE}"' in page
    assert f'fill="{colours.in_dark(SPRUCE)}"' in page
    assert "Valkoinen teksti sen päällä: 7,9 : 1" in page
    assert " style=" not in page


@pytest.mark.parametrize(
    ("odd", "sentence"), [("#ffdd00", "Liian vaalea valkoiselle tekstille"), ("<b>", "Kirjoita väri")]
)
def test_a_colour_that_will_not_do_is_told_as_it_is_typed_and_when_it_is_saved(head, kuusi, odd, sentence):
    typed = head.get(place(kuusi, "colour/seen"), {"colour": odd})
    saved = head.post(place(kuusi, "colour"), {"colour": odd})

    assert (typed.status_code, saved.status_code) == (200, 422)
    for answer in (typed, saved):
        page = answer.content.decode()
        assert page.count(sentence) == 1
        assert "<b>" not in page.partition('id="look"')[2].partition("</section>")[0]
    assert Brand.objects.get().colour == ""


def test_what_is_typed_changes_nothing(head, kuusi):
    answer = head.get(place(kuusi, "colour/seen"), {"colour": SPRUCE}).content.decode()

    assert "Valkoinen teksti sen päällä: 7,9 : 1" in answer
    assert "Talon oma väri" in head.get(place(kuusi, "colour/seen"), {"colour": ""}).content.decode()
    assert Brand.objects.get().colour == ""


def test_a_logo_is_put_replaced_and_taken_away(head, kuusi):
    head.post(place(kuusi, "logo"), sent(png()))
    first = shown(kuusi)
    assert first in head.get(f"/settings/brands/{kuusi.pk}/").content.decode()
    assert first in head.get("/settings/").content.decode()

    head.post(place(kuusi, "logo"), sent(png(9)))
    assert head.get(first).status_code == 404
    assert head.get(shown(kuusi)).content == png(9)
    head.post(place(kuusi, "logo/removal"))

    assert Brand.objects.get().logo == ""
    assert Event.objects.filter(name="brand.changed").count() == 3


def test_a_logo_is_handed_out_as_nothing_but_a_picture(head, desk, kuusi, otso):
    head.post(place(kuusi, "logo"), sent(png(), "logo.html", "text/html"))
    outside, stranger = Client(), Client()
    outside.force_login(otso)

    answer = desk.get(shown(kuusi))

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert outside.get(shown(kuusi)).status_code == 404
    assert stranger.get(shown(kuusi)).status_code == 302


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_logo_is_told_beside_the_field(head, kuusi, kind):
    answer = head.post(place(kuusi, "logo"), sent(WRONG[kind][0]))

    assert answer.status_code == 422
    assert answer.content.decode().count('id="id_picture_error"') == 1
    assert Brand.objects.get().logo == ""


def test_of_fifty_megabytes_no_more_is_read_than_tells_that_it_is_too_much(head, kuusi):
    file = SimpleUploadedFile("logo.png", png() + b"\0" * 50_000_000, "image/png")
    form = LogoForm({}, {"picture": file})

    assert form.is_valid()
    assert len(form.cleaned_data["picture"]) == pictures.LARGEST + 1
    assert head.post(place(kuusi, "logo"), {"picture": file}).status_code in (413, 422)
    assert Brand.objects.get().logo == ""


def test_without_a_file_the_form_says_so(head, kuusi):
    assert head.post(place(kuusi, "logo")).status_code == 422


def test_only_administrators_of_the_house_change_a_look(desk, kuusi, otso):
    outside = Client()
    outside.force_login(otso)

    for noun in ("colour", "logo", "logo/removal"):
        assert desk.post(place(kuusi, noun), sent(png()) | {"colour": SPRUCE}).status_code == 403
        assert outside.post(place(kuusi, noun), sent(png()) | {"colour": SPRUCE}).status_code == 404
    assert desk.get(place(kuusi, "colour/seen")).status_code == 403
    assert Brand.objects.get(pk=kuusi.pk).colour == ""


def test_a_case_shows_the_mark_of_its_brand_only_where_there_are_several(desk, kuusi, aino, vaino):
    case = a_case()
    cases.take(case, by=aino, at=NINE)
    verbs.change(kuusi, colour=SPRUCE, by="aspa", at=NINE)
    verbs.put_logo(kuusi, picture=png(), by="aspa", at=NINE)
    assert 'class="mark"' not in desk.get(f"/cases/{case.number}/").content.decode()

    founding.open_brand(vaino.organisation, name="Havu", address="a@havu.fi", language="fi", by="aspa", at=NINE)
    page = desk.get(f"/cases/{case.number}/").content.decode()
    verbs.take_logo(kuusi, by="aspa", at=NINE)

    assert f'<img class="mark" src="{shown(kuusi, png())}" width="16" height="16" alt="">' in page
    assert f'fill="{SPRUCE}"' in desk.get(f"/cases/{case.number}/").content.decode()


def test_a_queue_of_the_brand_s_name_shows_its_mark_once(desk, kuusi, vaino):
    case = a_case()
    verbs.change(kuusi, colour=SPRUCE, by="aspa", at=NINE)
    founding.open_brand(vaino.organisation, name="Havu", address="a@havu.fi", language="fi", by="aspa", at=NINE)

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert page.count('class="mark"') == 1
    assert f'fill="{colours.in_dark(SPRUCE)}"/></svg><b>Kuusi</b>' in page


def test_the_colours_of_pages_are_those_of_the_style_sheet():
    tokens = (Path(aspa.__file__).parent / "design/static/css/tokens.css").read_text()

    assert f"--snow: light-dark({colours.LIGHT_PAGE}," in tokens
    assert f"--paper: light-dark({colours.WHITE}, {colours.DARK_PAGE});" in tokens
