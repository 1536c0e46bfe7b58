"""The addresses of a brand, on its page."""

from aspa.brands import verbs as brands
from aspa.brands.models import Address
from tests.cast import NINE


def test_an_address_is_taken_out_of_use_and_into_use_again(client, vaino, kuusi):
    client.force_login(vaino)
    page = f"/settings/brands/{kuusi.pk}/"
    client.post(f"{page}addresses/", {"address": "apu@kuusi.fi"})
    apu = Address.objects.get(value="apu@kuusi.fi")

    answer = client.post(f"{page}addresses/{apu.pk}/retirement/")

    assert answer.url == f"{page}#addresses"
    assert [one.value for one in kuusi.retired] == ["apu@kuusi.fi"]
    assert "Ota takaisin käyttöön" in client.get(page).content.decode()
    client.post(f"{page}addresses/", {"address": "apu@kuusi.fi"})
    assert kuusi.retired == []


def test_the_only_one_offers_nothing_and_is_refused_in_the_page(client, vaino, kuusi):
    client.force_login(vaino)
    page = f"/settings/brands/{kuusi.pk}/"
    assert "Poista käytöstä" not in client.get(page).content.decode()

    answer = client.post(f"{page}addresses/{kuusi.heard_at[0].pk}/retirement/")

    assert answer.status_code == 422
    assert "Tämä on brändin ainoa osoite." in answer.content.decode()


def test_nobody_else_takes_it(client, vaino, aino, otso, kuusi):
    apu = brands.hear_at(kuusi, address="apu@kuusi.fi", by="aspa", at=NINE)

    for who, status in ((aino, 403), (otso, 404)):
        client.force_login(who)
        assert client.post(f"/settings/brands/{kuusi.pk}/addresses/{apu.pk}/retirement/").status_code == status

    assert apu in kuusi.heard_at
