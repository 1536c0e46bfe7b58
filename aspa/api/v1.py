"""The API, version 1: fields are added over time, never renamed or taken away."""

from ninja import NinjaAPI

from aspa.api import cases, journal, messages, people, promises
from aspa.api.bearer import Bearer
from aspa.api.refusals import say_no
from aspa.api.shapes import Refusal

REFUSALS = {401: Refusal, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal, 429: Refusal}

api = NinjaAPI(
    title="Aspa",
    version="1",
    description="Cases, messages, promises and the journal of one organisation. See docs/api.md.",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api-1",
)
for part in (cases, messages, promises, journal, people):
    api.add_router("", part.router)
say_no(api)
