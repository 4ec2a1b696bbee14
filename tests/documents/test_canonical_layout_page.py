"""The public page about the layout shows a file that really is in it."""

import re
from pathlib import Path

from wwis_evidence.documents import canonical, emit, read

PAGE = Path(__file__).parents[2] / "src/wwis_evidence/publish/default_pages/guides/canonical-layout.md"


def example() -> bytes:
    return re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1].encode()


def test_the_example_is_in_canonical_layout():
    assert not read(example()).problems
    assert canonical(example(), {}) == example()


def test_the_example_means_what_the_page_says():
    data = read(example()).data
    assert data["published"] == "2017-04"
    assert data["code"] == "010"
    assert data["outcomes"][0] == {"id": "vocabulary", "measured": 2017, "value": 0.3}
    assert emit({"note": data["note"], "documents": [], "extra": {}}, {}).decode() == (
        'note: "Needs quotation marks: there is a colon and a space in it"\ndocuments: []\nextra: {}\n'
    )


def test_the_page_names_every_sign_that_text_cannot_begin_with():
    named = re.search(r"a space or one of ``(.*?)``;", PAGE.read_text("utf-8"))[1].split(" ")
    for code in range(0x20, 0x7F):
        text = chr(code) + "x"
        quoted = emit({"a": text}, {}).decode().startswith('a: "')
        assert quoted == (chr(code) in [*named, " "]), text
