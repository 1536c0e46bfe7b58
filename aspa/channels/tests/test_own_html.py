"""Letters with looks: made clean, and put into plain words."""

import pytest

from aspa.channels.email.own_html import clean, text_of

PICTURE = "abc12345@aspa"
LETTER = (
    "<div>Hei Liisa,<br></div><div><br></div><div>paketti on <b>matkalla</b>.</div>"
    "<ul><li>yksi</li><li>kaksi</li></ul><blockquote><div>missä se on?</div></blockquote>"
    '<div><a href="https://kuusi.fi/seuranta">seuraa</a></div><div>Ystävällisin terveisin</div><div>Aino</div>'
)


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<p style='background:url(https://x.example)' onclick=alert(1)>x</p>",
        "<img src='https://spy.example/a.png'>",
        "<svg onload=alert(1)></svg>",
        "<iframe src='https://x.example'></iframe><form action=/x><input name=y></form>",
        "<img src='data:text/html,x'><base href='https://x.example'>",
    ],
)
def test_nothing_that_acts_or_loads_leaves(evil):
    made = clean(f"<div>Hei</div>{evil}", pictures=[PICTURE])

    assert not [word for word in ("script", "onerror", "onclick", "style", "src", "href", "iframe") if word in made]


def test_a_picture_stays_only_when_it_goes_along():
    assert clean(f'<img src="cid:{PICTURE}" alt="kuva">', pictures=[PICTURE]) == f'<img src="cid:{PICTURE}" alt="kuva">'
    assert clean(f'<img src="cid:{PICTURE}">', pictures=[]) == ""


def test_looks_become_plain_words():
    assert text_of(clean(LETTER)) == (
        "Hei Liisa,\n\npaketti on matkalla.\n\n- yksi\n- kaksi\n\n> missä se on?\n\n"
        "seuraa <https://kuusi.fi/seuranta>\nYstävällisin terveisin\nAino"
    )
