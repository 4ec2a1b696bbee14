"""Local areas by the names people use."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wwis_evidence.vocabulary
from wwis_evidence.vocabulary import Areas

ENGLAND = Areas.load()
WITH_EXAMPLES = Areas.load(("Exampleshire", "Testford", "Essex", "Cumbria", "!"))
DATA = Path(wwis_evidence.vocabulary.__file__).parent / "data"


def variants():
    with (DATA / "local_authority_name_variants.csv").open(encoding="utf-8", newline="") as file:
        return [(row["gss_code"], row["name_variant"]) for row in csv.DictReader(file)]


def code(name, areas=ENGLAND):
    area = areas.resolve(name)
    return area.code if area else None


def test_there_are_153_current_areas_in_nine_regions():
    assert len(ENGLAND.current()) == 153
    assert len(ENGLAND.regions()) == 9


@pytest.mark.parametrize("areas", [ENGLAND, WITH_EXAMPLES], ids=["england", "with fictional areas"])
def test_every_known_variant_leads_to_its_own_area(areas):
    wrong = [(name, meant, code(name, areas)) for meant, name in variants() if code(name, areas) != meant]
    assert wrong == []


def test_every_current_area_resolves_by_its_names():
    for area in ENGLAND.current():
        assert ENGLAND.resolve(area.name) is area
        assert ENGLAND.resolve(area.short_name) is area
        assert ENGLAND.resolve(f"{area.short_name} Council") is area
        assert ENGLAND.get(area.code) is area


@given(
    st.sampled_from(variants()),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from([" ", "  ", "\t", "\n ", "\u00a0"]),
)
def test_case_and_white_space_do_not_matter(variant, change_case, space):
    meant, name = variant
    assert code(space + change_case(name).replace(" ", space) + space) == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Gateshead MBC", "E08000037"),
        ("Metropolitan Borough of Gateshead", "E08000037"),
        ("Herefordshire", "E06000019"),
        ("County of Herefordshire", "E06000019"),
        ("Kingston-upon-Hull", "E06000010"),
        ("Hull", "E06000010"),
        ("Hull Council", "E06000010"),
        ("Saint Helens Borough Council", "E08000013"),
        ("St. Helens", "E08000013"),
        ("Brighton & Hove City Council", "E06000043"),
        ("The London Borough of Camden Council", "E09000007"),
        ("Westminster City Council", "E09000033"),
        ("Southend-on-Sea City Council", "E06000033"),
        ("Cornwall County Council", "E06000052"),
        ("Durham", "E06000047"),
        ("Isles of Scilly Council", "E06000053"),
    ],
)
def test_names_as_people_write_them_resolve(name, meant):
    assert code(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        "University of Gateshead",
        "Gateshead Parent Carer Forum",
        "Gateshead Health NHS Foundation Trust",
        "Wiltshire Parent Carer Council",
        "Council for Disabled Children",
        "Nottingham County Council",
        "London",
        "Council",
        "City of",
        "Herfordshire",
        "",
        "   ",
        "&",
        "Gateshead " * 1000,
    ],
)
def test_other_bodies_and_near_misses_are_no_areas(name):
    assert ENGLAND.resolve(name) is None


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Cumbria", "abolished"),
        ("Cumbria County Council", "abolished"),
        ("Northamptonshire", "abolished"),
        ("Poole Borough Council", "abolished"),
        ("Somerset", "current"),
        ("Dorset", "current"),
        ("Northumberland County Council", "current"),
        ("Barnsley", "current"),
        ("Sheffield", "current"),
        ("Gateshead", "current"),
    ],
)
def test_a_past_name_resolves_unless_a_current_area_bears_it(name, status):
    assert ENGLAND.resolve(name).status == status


@pytest.mark.parametrize(
    "name",
    [
        "Exampleshire",
        "exampleshire council",
        "Exampleshire County Council",
        "Exampleshire City Council",
        "Exampleshire Borough Council",
        "Exampleshire Metropolitan Borough Council",
        "London Borough of Exampleshire",
    ],
)
def test_a_fictional_area_answers_to_the_names_of_a_council(name):
    area = WITH_EXAMPLES.resolve(name)
    assert area.code == "x-exampleshire"
    assert area.extra
    assert ENGLAND.resolve(name) is None


def test_a_fictional_area_never_takes_the_name_of_a_real_one():
    assert code("Essex", WITH_EXAMPLES) == "E10000012"
    assert code("Cumbria", WITH_EXAMPLES) == "E10000006"
    assert WITH_EXAMPLES.current() == ENGLAND.current()
    assert [area.name for area in WITH_EXAMPLES.extra()] == ["Exampleshire", "Testford"]


def test_the_same_names_give_the_same_object():
    assert Areas.load(["Exampleshire"]) is Areas.load(("Exampleshire",))


def test_a_council_and_its_area_share_a_key():
    assert ENGLAND.keys("Gateshead Council") == ENGLAND.keys("gateshead") == {"E08000037"}
    assert WITH_EXAMPLES.keys("Testford City Council") == {"x-testford"}


def test_an_abolished_area_shares_keys_with_each_of_its_successors():
    assert ENGLAND.keys("Cumbria") == {"E10000006", "E06000063", "E06000064"}
    assert ENGLAND.keys("Cumbria") & ENGLAND.keys("Westmorland and Furness Council")
    assert ENGLAND.keys("Bournemouth") & ENGLAND.keys("Poole")
    assert not ENGLAND.keys("Cumberland") & ENGLAND.keys("Westmorland and Furness")


def test_any_other_name_is_its_own_key_whatever_its_case_and_spacing():
    assert ENGLAND.keys(" University  of Sampleton ") == {"university of sampleton"}
    assert not ENGLAND.keys("Gateshead Parent Carer Forum") & ENGLAND.keys("Gateshead")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Herfordshire", "Herefordshire"),
        ("Gatshead", "Gateshead"),
        ("Gatshead Council", "Gateshead"),
        ("Northamtonshire", "Northamptonshire"),
        ("Examplshire County Council", "Exampleshire"),
        ("City of Londn", "City of London"),
        ("Kingston upn Hull", "Kingston upon Hull"),
        ("Mockham Council", None),
        ("University of Gateshead", None),
        ("", None),
    ],
)
def test_a_near_miss_gets_a_suggestion(name, meant):
    assert WITH_EXAMPLES.suggest(name) == meant


@pytest.mark.parametrize("name", ["a" * 100_000, "county of " * 20_000, "x " * 49, "of the " * 14])
def test_hostile_names_cost_little(name):
    start = time.perf_counter()
    ENGLAND.resolve(name)
    ENGLAND.suggest(name)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("name", "first", "last", "answer"),
    [
        ("Cumbria", "2020-01-01", "2021-12-31", True),
        ("Cumbria", "2023-03-31", "2024-01-01", True),
        ("Cumbria", "2023-04-01", "2024-01-01", False),
        ("Cumberland", "2020-01-01", "2023-03-31", False),
        ("Cumberland", "2020-01-01", "2023-04-01", True),
        ("Somerset", "2021-01-01", "2022-01-01", True),
        ("Gateshead", "2010-01-01", "2010-12-31", True),
        ("Wiltshire", "1999-01-01", "2000-01-01", True),
        ("Exampleshire", "1900-01-01", "1900-01-01", True),
    ],
)
def test_an_area_existed_while_some_authority_bore_its_name(name, first, last, answer):
    assert WITH_EXAMPLES.existed(WITH_EXAMPLES.resolve(name), first, last) is answer


def test_every_successor_is_known_and_leads_to_a_current_area():
    with (DATA / "local_authorities.csv").open(encoding="utf-8", newline="") as file:
        past = [row for row in csv.DictReader(file) if row["status"] != "current"]
    current = {area.code for area in ENGLAND.current()}
    assert len(past) == 19
    assert all(ENGLAND.keys(row["name"]) & current for row in past)
