"""Parts that stories about mail are told with."""

import pytest

from aspa.brands.models import Address, Brand, Organisation
from tests.parts.door import door
from tests.parts.dovecot import dovecot
from tests.parts.postfix import postfix

__all__ = ["door", "dovecot", "honka", "kuusi", "postfix"]


def hears(organisation: Organisation, name: str, *addresses: str) -> Brand:
    """Return a brand that hears at addresses."""
    brand = Brand.objects.create(organisation=organisation, name=name)
    for address in addresses:
        Address.objects.create(organisation=organisation, brand=brand, value=address)
    return brand


@pytest.fixture
def kuusi(transactional_db: None) -> Brand:
    """Kuusi Oy, heard at tuki@kuusi.fi; its second brand Mänty at apu@manty.fi."""
    organisation = Organisation.objects.create(name="Kuusi Oy")
    hears(organisation, "Mänty", "apu@manty.fi")
    return hears(organisation, "Kuusi", "tuki@kuusi.fi")


@pytest.fixture
def honka(transactional_db: None) -> Brand:
    """Honka Oy, another company, heard at info@honka.fi."""
    return hears(Organisation.objects.create(name="Honka Oy"), "Honka", "info@honka.fi")
