"""The programme's published items are rated as printed, and as the printed reasons allow."""

from datetime import date
from pathlib import Path

import pytest

from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 21)

# By hand from the programme's pages: the two printed bars, then the highest bars that the reasons printed
# beside them allow (None: the reason was not seen).
PRINTED = {
    "barking-and-dagenham-local-schools": ("good", "promising", "good", "promising"),
    "gateshead-annual-health-checks": ("promising", "promising", "good", "promising"),
    "herefordshire-early-years-sen-support": ("promising", "promising", "good", "good"),
    "islington-strategic-partnership": ("good", "good", "good", "good"),
    "manchester-supported-internships": ("good", "good", "good", "good"),
    "northumbria-send-strategic-lead": ("good", "promising", "good", "promising"),
    "portsmouth-ordinarily-available-provision": ("promising", "promising", "promising", "promising"),
    "research-inclusion-in-schools": ("robust", "promising", None, None),
    "research-leadership-in-the-middle": ("robust", "promising", None, None),
    "shropshire-designated-social-care-officer": ("good", "good", None, None),
    "wiltshire-parent-carer-council": ("promising", "promising", "good", "promising"),
}
WAITING = "lincolnshire-young-voices"


@pytest.fixture(scope="module")
def library():
    return build_library(folder(ROOT))


@pytest.fixture(scope="module")
def items(library):
    return {item["slug"]: item for item in rate_answer(library.ratings(AS_OF), library, AS_OF)["items"]}


def test_there_are_twelve(items):
    assert set(items) == {*PRINTED, WAITING}


@pytest.mark.parametrize("slug", PRINTED)
def test_the_bars_are_the_printed_ones(slug, items):
    item = items[slug]
    assert (item["status"], item["basis"]) == ("vetted", "published-panel")
    parts = item["indicators"]
    assert [parts[name]["bar"] for name in ("strength-of-evidence", "breadth-of-impact")] == list(
        PRINTED[slug][:2]
    )
    assert {part["decided_by"] for part in parts.values()} == {"published"}


@pytest.mark.parametrize("slug", PRINTED)
def test_the_ceilings_are_those_that_the_printed_reasons_allow(slug, items):
    parts = items[slug]["indicators"]
    for name, ceiling in zip(("strength-of-evidence", "breadth-of-impact"), PRINTED[slug][2:], strict=True):
        assert parts[name]["ceiling"] == ceiling
        assert parts[name]["ceiling_state"] == ("unknown" if ceiling is None else "computed")


def test_the_one_whose_rating_was_not_seen_waits_for_reviewers(items):
    item = items[WAITING]
    assert (item["status"], item["basis"]) == ("awaiting-reviewers", "none")
    assert {part["bar"] for part in item["indicators"].values()} == {None}


def test_nothing_is_wrong_with_the_library(library):
    assert [f for f in check_library(library, AS_OF) if f.severity == "error"] == []


def test_every_item_names_the_page_it_was_taken_from(library):
    for slug in library.dossiers:
        origin = library.case(slug).origin
        assert (origin.kind, bool(origin.url), bool(origin.accessed)) == ("imported", True, True), slug
