"""The API, version 1: fields are added over time, never renamed or taken away."""

from typing import Any, cast

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from aspa.api import cases, journal, messages, people, promises
from aspa.api.accounts import audit, powers
from aspa.api.accounts import people as accounts
from aspa.api.bearer import Bearer
from aspa.api.customers import routes as customers
from aspa.api.handing import routes as handing
from aspa.api.held import routes as held
from aspa.api.house import brands, mail
from aspa.api.joining import routes as joining
from aspa.api.passages import routes as passages
from aspa.api.refusals import in_its_shape, say_no
from aspa.api.relating import routes as relating
from aspa.api.resting import routes as resting
from aspa.api.shapes import Refusal
from aspa.api.sorting import keeping as sorting
from aspa.api.suspecting import routes as suspecting
from aspa.api.tasks import keeping as tasks
from aspa.api.tasks import options, unknowns
from aspa.api.together import routes as together
from aspa.api.together import sweeps, views
from aspa.api.understanding import routes as understanding


class Api(NinjaAPI):
    """An API whose every operation may be refused in the same shape, and says so."""

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """Where each operation is."""
        patterns, app, namespace = super().urls
        for pattern in cast("list[Any]", patterns):
            pattern.callback = in_its_shape(pattern.callback)
        return patterns, app, namespace

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """Return the description."""
        described = super().get_openapi_schema(**how)
        described["components"]["schemas"]["Refusal"] = Refusal.json_schema()
        shape = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
        for methods in described["paths"].values():
            for operation in methods.values():
                operation["responses"]["default"] = {"description": "Refused", "content": shape}
        return described


CASES = (
    cases,
    resting,
    suspecting,
    sorting,
    tasks,
    unknowns,
    options,
    joining,
    relating,
    understanding,
    handing,
    messages,
    promises,
)
SET_UP = (accounts, powers, audit, brands, mail)
WRITING = (held, passages)

api = Api(
    title="Aspa",
    version="1",
    description="Cases, messages, promises and the journal of one organisation. See docs/api/.",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api-1",
)
for part in (*CASES, *WRITING, journal, customers, people, together, views, sweeps, *SET_UP):
    api.add_router("", part.router)
say_no(api)
