"""Guides reach every library's site, tell its own rule, and are listed by whom they are for."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF, REPOSITORY

from wwis_evidence.frameworks import shipped_framework, shipped_framework_bytes
from wwis_evidence.library import build_library
from wwis_evidence.publish.guides import GROUPS
from wwis_evidence.publish.handwritten import packaged_pages
from wwis_evidence.publish.pages import docs
from wwis_evidence.sources import folder

ROLES = {"writing-a-case-study", "reviewing", "moderating", "running-a-library"}
STARTER = Path(str(files("wwis_evidence") / "starter"))
WRITING = packaged_pages()["guides/writing-a-case-study.md"].decode()
OTHER = files("wwis_evidence.frameworks") / "nesta-standards-of-evidence-2013.yaml"


def pages_under(framework, own=()):
    """Pages of a library without items, under some framework file, with pages of its own."""
    pairs = [("reviews/reviewers.yaml", b"schema: 1\nkind: reviewer-register\nreviewers: []\n")]
    library = build_library([*pairs, ("framework.yaml", framework)])
    return {path: raw.decode(errors="replace") for path, raw in docs(library, AS_OF, dict(own)).items()}


def test_a_library_without_pages_of_its_own_has_a_guide_for_each_who_takes_part(example):
    pages = pages_of(example)
    assert {f"guides/{name}/index.html" for name in ROLES} <= pages.keys()
    listed = PageReader(pages["guides/index.html"])
    for group in ("authors", "reviewers", "moderators", "maintainers", "files", "readers"):
        assert GROUPS[group][0] in listed.article
    assert {f"{name}/" for name in ROLES} <= {
        href.removeprefix("../guides/") for href in listed.attributes("a", "href")
    }


def test_the_reviewers_guide_shows_an_example_of_each_finding_for_each_criterion(example):
    page = PageReader(pages_of(example)["guides/reviewing/index.html"]).article
    framework = shipped_framework()
    for indicator in framework.indicators.values():
        for criterion in indicator.record.criteria.values():
            assert criterion.examples.keys() == framework.findings.keys()
            for words in (criterion.statement, criterion.guidance, *criterion.examples.values()):
                assert words in page


def test_the_case_studies_named_for_each_bar_have_that_bar():
    ratings = {r.slug: r for r in build_library(folder(STARTER)).ratings(AS_OF)}
    framework = shipped_framework()
    table = re.findall(r"^\| \*\*(\w+): (\w+)\*\*, (?:`([\w-]+)`|none) \|", WRITING, re.MULTILINE)
    assert [bar for _, bar, _ in table] == [*framework.bars, *framework.bars]
    for number, (_, _, slug) in enumerate(table):
        which, position = divmod(number, len(framework.bars))
        own = [r for r in ratings.values() if r.basis == "own-panel"]
        having = {r.slug for r in own if r.indicators[which].bar == position}
        assert slug in having if slug else not having


def test_guides_tell_the_rule_of_the_library_that_they_stand_in():
    own, other = pages_under(shipped_framework_bytes()), pages_under(OTHER.read_bytes())
    notice = "This library rates by a rule of its own"
    for name in ROLES - {"running-a-library"}:
        assert notice not in own[f"guides/{name}.md"]
        assert notice in other[f"guides/{name}.md"]
    assert "Those on the waiting list, chosen by chance" in other["guides/reviewing.md"]
    assert "Those on the waiting list, chosen by chance" not in own["guides/reviewing.md"]
    assert "Level 3" in other["guides/writing-a-case-study.md"]
    assert not any(re.search(r"^\[[a-z ]+\]$", page, re.MULTILINE) for page in other.values())


def test_a_librarys_own_guide_takes_the_place_of_the_packaged_one():
    mine = b"---\ntitle: Our way\nfor: reviewers\n---\nAsk Robin.\n"
    pages = pages_under(shipped_framework_bytes(), {"guides/reviewing.md": mine}.items())
    assert "Ask Robin." in pages["guides/reviewing.md"]
    assert pages["guides/index.md"].count("reviewing/") == 1
    assert "Our way" in pages["guides/index.md"]


def test_a_guide_that_is_for_nobody_known_is_refused_and_one_that_does_not_say_comes_last():
    unsaid = {"guides/a.md": b"---\ntitle: Aardvarks\n---\nx\n"}
    listed = pages_under(shipped_framework_bytes(), unsaid.items())["guides/index.md"]
    assert listed.index("More guides") > listed.index("For readers of ratings")
    assert listed.index("Aardvarks") > listed.index("More guides")
    with pytest.raises(ValueError, match=r"site/pages/guides/a.md: for: is one of authors, reviewers, "):
        pages_under(shipped_framework_bytes(), {"guides/a.md": b"---\ntitle: A\nfor: cats\n---\nx\n"}.items())


def test_every_guide_here_says_for_whom_it_is():
    sources = {
        **packaged_pages(),
        **{p.name: p.read_bytes() for p in (REPOSITORY / "site/pages/guides").glob("*.md")},
    }
    guides = {name: raw for name, raw in sources.items() if "guides/" in name or b"\nfor: " in raw}
    assert len(guides) >= len(ROLES) + 6
    for name, raw in guides.items():
        assert re.search(rb"^for: (\w+)$", raw, re.MULTILINE)[1].decode() in GROUPS, name
