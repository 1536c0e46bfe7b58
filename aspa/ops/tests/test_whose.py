"""A command that finds nothing says where it looked."""

import pytest
from django.conf import LazySettings

from aspa.ops import whose

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["", "Kuusi Oy"])
def test_a_wrong_folder_is_named(settings: LazySettings, name: str) -> None:
    settings.IS_EMBEDDED = True

    with pytest.raises(whose.Unclear, match=str(settings.DATA)):
        whose.organisation(name)


def test_a_database_elsewhere_is_named_by_its_setting(settings: LazySettings) -> None:
    settings.IS_EMBEDDED = False

    with pytest.raises(whose.Unclear, match="ASPA_DATABASE_URL"):
        whose.organisation("")
