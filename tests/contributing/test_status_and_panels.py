"""What a status may tell, and what holds for every panel that is proposed."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.contributing.assigning import propose
from wwis_evidence.contributing.eligible import excluded
from wwis_evidence.contributing.waiting import waiting, waiting_json
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

DAY = date(2026, 11, 21)
BASE = Path(__file__).parents[1] / "cases/base"
STARTER = Path(wwis_evidence.__file__).parent / "starter"
PENDING = b"""schema: 1
kind: panel
date: 2026-01-01
reviewers:
  - R01
  - R02
  - R03
  - R04
"""


@cache
def library():
    """The worked example."""
    return build_library(folder(STARTER))


@pytest.mark.parametrize("bar", ["emerging", "promising", "good", "robust"])
def test_until_a_panel_is_complete_no_score_changes_what_status_tells(bar):
    """All of one reviewer's scores are changed; a spread that would need moderation must not show."""
    pairs = dict(folder(BASE)) | {"reviews/early-talk/panel.yaml": PENDING}
    before = waiting_json(waiting("early-talk", build_library(pairs.items()), DAY))
    path = "reviews/early-talk/R02.yaml"
    text = re.sub("bar: .*", f"bar: {bar}", pairs[path].decode()).replace(
        "finding: not-met", "finding: cannot-tell"
    )
    after = build_library({**pairs, path: text.encode()}.items())
    assert after.files[path].problems == ()
    assert waiting_json(waiting("early-talk", after, DAY)) == before
    assert not before["panel_complete"]


SEEDS = range(40)


def test_a_panel_has_lived_experience_no_conflict_and_only_people_in_force():
    example = library()
    lived = set(example.framework.panel.include_one_of)
    for slug in ("post-16-bridge", "sibling-group", "advice-line"):
        for seed in SEEDS:
            panel = propose(slug, example, DAY, seed, 3).members
            assert len(panel) == len({member.reviewer for member in panel}) >= 3
            assert lived & {member.role for member in panel}
            dossier = example.dossiers[slug]
            assert not any(excluded(m.reviewer, DAY, dossier, example) for m in panel if not m.reviewed)


def test_a_seed_gives_the_same_panel_again_and_seeds_differ():
    panels = [propose("post-16-bridge", library(), DAY, seed, 3) for seed in SEEDS]
    assert panels == [propose("post-16-bridge", library(), DAY, seed, 3) for seed in SEEDS]
    assert len({tuple(m.reviewer for m in panel.members) for panel in panels}) > 1


def test_whoever_has_reviewed_the_present_evidence_stays_on_the_panel():
    for seed in SEEDS:
        panel = propose("sibling-group", library(), DAY, seed, 3).members
        assert {"R06", "R12"} <= {member.reviewer for member in panel}


def test_whom_an_appeal_set_aside_is_not_asked_again():
    example = library()
    assert example.dossiers["front-door"].set_aside
    for reviewer in example.dossiers["front-door"].set_aside:
        told = dict(propose("front-door", example, DAY, 1, 3).excluded)
        assert told[reviewer].reason in {"set-aside", "conflict", "not-active"}


def test_those_who_are_waited_for_are_asked_last():
    """Two of the parent carers are asked elsewhere, so the third is taken whatever the seed."""
    panel = b"schema: 1\nkind: panel\ndate: 2026-11-01\nreviewers:\n  - R04\n  - R12\n"
    pairs = {**dict(folder(STARTER)), "reviews/sleep-workshops/panel.yaml": panel}
    busy = build_library(pairs.items())
    free = {m.reviewer for seed in SEEDS for m in propose("post-16-bridge", library(), DAY, seed, 3).members}
    asked = {m.reviewer for seed in SEEDS for m in propose("post-16-bridge", busy, DAY, seed, 3).members}
    assert {"R04", "R12"} <= free
    assert not {"R04", "R12"} & asked


def test_regions_are_mixed_where_there_is_a_choice():
    for seed in SEEDS:
        panel = propose("post-16-bridge", library(), DAY, seed, 3).members
        regions = [region for member in panel for region in member.regions]
        assert len(regions) == len(set(regions))


def test_moderators_are_kept_free_while_others_can_be_asked():
    for seed in SEEDS:
        assert not any(m.moderates for m in propose("post-16-bridge", library(), DAY, seed, 3).members)
    everybody = propose("post-16-bridge", library(), DAY, 1, 9).members
    assert any(member.moderates for member in everybody)
