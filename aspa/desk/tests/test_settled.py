"""What templates hold since they were compiled says the same as if it were asked on every page."""

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from aspa.design.settled import Settled

PARTS = {
    "page": "{% for one in ones %}{% with name = one %}{% include '_part' %}{% endwith %}{% endfor %}{{ name }}",
    "_part": "{% set name = name|default('') ~ '!' %}<b id=\"{{ _('Go & on') }}\">{{ name }}</b>{% include '_deep' %}",
    "_deep": "{{ icon('closed') }}{{ url('cases') ~ '?q=' ~ name }}{{ _('%(n)s of', n=name) if name else _('none') }}",
}


def said(text: str, **facts: object) -> Markup:
    return Markup(text) % facts if facts else Markup(text)


def drawn(kind: type[Environment]) -> str:
    made = kind(loader=DictLoader(PARTS), autoescape=True)
    made.globals |= {"_": said, "icon": lambda name: Markup(f"<svg>{name}</svg>"), "url": lambda name: f"/{name}/?a&b"}
    return made.get_template("page").render(ones=["<Liisa>", "", "Matti"], name="Aino")


def test_a_settled_page_is_the_page() -> None:
    assert drawn(Settled) == drawn(Environment)


def test_what_a_part_sets_stays_in_it() -> None:
    assert drawn(Settled).endswith("Aino")


@pytest.mark.parametrize("text", ["{{ _('a %(n)s', n=1) }}", "{{ icon(*names) }}", "{{ url(name) }}", "{{ now('a') }}"])
def test_what_is_not_fixed_is_asked_on_each_page(text: str) -> None:
    told = iter("ab")
    made = Settled(loader=DictLoader({"page": text}))
    made.globals |= dict.fromkeys(("_", "icon", "url", "now"), lambda *_words, **_facts: next(told))

    page = made.get_template("page")

    assert [page.render(names=["x"], name="x") for _ in range(2)] == ["a", "b"]
