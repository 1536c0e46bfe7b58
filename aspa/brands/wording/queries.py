"""Which words a brand avoids, and what it writes instead."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from aspa.brands.models import AvoidedWord, Brand
from aspa.brands.queries import brand_of
from aspa.kit.viewer import Viewer

AVOIDED = ArraySubquery(
    AvoidedWord.objects.filter(brand_id=OuterRef("pk"))
    .order_by("language", "word", "id")
    .values(row=JSONObject(id="id", language="language", word="word", plain="plain"))
)


def avoided_words(viewer: Viewer, brand: Brand) -> list[AvoidedWord]:
    """Return the words that a brand avoids, those of one language together; not asked again if it brought them."""
    brought: Any = brand if hasattr(brand, "avoided") else brand_of(viewer, brand.pk, avoided=AVOIDED)
    return [AvoidedWord(**row) for row in brought.avoided]


def jargon(viewer: Viewer, brand_id: int, language: str) -> dict[str, str]:
    """Return the words that a brand avoids in a language, each with the plain one."""
    ours = AvoidedWord.objects.visible_to(viewer).filter(brand_id=brand_id, language=language)
    return dict(ours.order_by("id").values_list("word", "plain"))
