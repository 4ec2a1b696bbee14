"""Every way of writing that the records allow gives no finding."""

import pytest
from case_folders import AS_OF, BASE, HERE, findings_in, library_in, overlaid, rows

from wwis_evidence.reports.answers import rate_answer

CASES = sorted(path for path in (HERE / "ok").iterdir())


def rated(root):
    library = library_in(root)
    return rate_answer(library.ratings(AS_OF), library, AS_OF)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_gives_no_finding(case, tmp_path):
    assert rows(findings_in(overlaid(case, tmp_path / "library"))) == []


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.rstrip(b"\n"),
        lambda raw: b"\n\n# Above.\n" + raw + b"\n\n# Below.\n",
    ],
    ids=["windows-line-ends", "byte-order-mark", "both", "no-last-line-end", "blank-lines-and-comments"],
)
def test_the_way_an_editor_saves_changes_neither_findings_nor_ratings(rewritten, tmp_path):
    root = overlaid(BASE, tmp_path / "library")
    for path in root.rglob("*.yaml"):
        path.write_bytes(rewritten(path.read_bytes()))
    assert rows(findings_in(root)) == []
    assert rated(root) == rated(BASE)


def test_a_library_without_reviews_is_one(tmp_path):
    (tmp_path / "casestudies").mkdir()
    (tmp_path / "casestudies/walking-bus.yaml").write_bytes(
        (BASE / "casestudies/walking-bus.yaml").read_bytes().replace(b"- Testford", b"- Gateshead")
    )
    assert rows(findings_in(tmp_path)) == []
    (item,) = rated(tmp_path)["items"]
    assert item["status"] == "awaiting-reviewers"


def test_an_empty_library_gives_an_empty_answer(tmp_path):
    (tmp_path / "casestudies").mkdir()
    assert rows(findings_in(tmp_path)) == []
    assert rated(tmp_path)["items"] == []
