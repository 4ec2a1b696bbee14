"""Another programme's library: its own rule, words and look, without a change of the package."""

import json
import re
import shutil

import pytest
from publishing import AS_OF, REPOSITORY

from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.publish import PublishError, build_site
from wwis_evidence.publish.look import own_look
from wwis_evidence.schemas import schemas
from wwis_evidence.sources import folder
from wwis_evidence.vocabulary import in_force, load

PLAY = REPOSITORY / "tests" / "libraries" / "play-partnership"


@pytest.fixture(scope="module")
def library(play):
    return build_library(folder(play))


@pytest.fixture(scope="module")
def site(play):
    return play / "build" / "site"


def text_of(site, path):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", (site / path).read_text("utf-8")))


def test_nothing_is_wrong_with_it(library):
    assert check_library(library, AS_OF) == ()


def test_its_own_rule_rates_it(library):
    bars = {
        rating.slug: [part.bar for part in rating.indicators]
        for rating in library.ratings(AS_OF)
        if rating.public
    }
    assert bars == {"gravel-pit": [1], "pallet-yard": [0]}


def test_words_that_it_does_not_have_are_unknown_and_shown_with_its_own_list(play, tmp_path):
    root = tmp_path / "library"
    shutil.copytree(play, root, ignore=shutil.ignore_patterns("build"))
    path = root / "casestudies" / "gravel-pit.yaml"
    path.write_text(
        path.read_text("utf-8").replace("theme: rough-ground", "theme: universal-support"), "utf-8"
    )
    register = root / "reviews" / "reviewers.yaml"
    register.write_text(register.read_text("utf-8").replace("- neighbour", "- parent-carer", 1), "utf-8")
    found = {
        f.field: f for f in check_library(build_library(folder(root)), AS_OF) if f.code == "unknown-word"
    }
    assert set(found) == {"theme", "reviewers.1.roles.0"}
    assert "rough-ground, loose-parts" in found["theme"].hint
    assert "play-worker, neighbour, referee" in found["reviewers.1.roles.0"].hint


def test_a_vocabulary_with_errors_makes_no_word_unknown(play, tmp_path):
    root = tmp_path / "library"
    shutil.copytree(play, root, ignore=shutil.ignore_patterns("build"))
    path = root / "vocabulary.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: vocabulary", "kind: words"), "utf-8")
    found = check_library(build_library(folder(root)), AS_OF)
    assert {(f.path, f.code) for f in found} == {("vocabulary.yaml", "wrong-value")}


def test_its_pages_speak_its_own_words(site):
    home = text_of(site, "index.html")
    assert "What play needs" in home
    assert "How play grows" in home
    grid = text_of(site, "grid/index.html")
    assert "The 6 cells" in grid
    assert "Every child can walk there." in grid
    item = text_of(site, "library/gravel-pit/index.html")
    assert "Room : The pit is five minutes from the school." in item
    assert "Coming back" in item
    assert "neighbour" in item
    form = (site / "look-at-your-own-system" / "index.html").read_text("utf-8")
    assert set(re.findall(r'data-enabler="([^"]+)"', form)) == {"time", "room", "leave"}
    assert "AP" in text_of(site, "glossary/index.html")
    words = json.loads((site / "api/v1/vocabulary.json").read_text("utf-8"))["lists"]
    assert [term["id"] for term in words["themes"]] == ["rough-ground", "loose-parts"]
    facets = text_of(site, "library/index.html")
    assert "Rough ground" in facets
    assert "Universal support" not in facets


def test_nothing_that_the_shipped_programme_says_of_itself_is_left(site):
    for path in ("index.html", "library/index.html", "library/gravel-pit/index.html", "grid/index.html"):
        page = (site / path).read_text("utf-8")
        for foreign in (
            "What Works in SEND",
            "parent carer",
            "young people with SEND",
            "Isos",
            "five enablers",
        ):
            assert foreign not in page, (path, foreign)
    assert not (site / "ingredients").exists()  # nobody has compared these enablers with anything


def test_its_look_stands_after_the_colours_that_it_changes(site):
    page = (site / "index.html").read_text("utf-8")
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert styles.index("assets/own/look.css") > styles.index("assets/wwis.css")
    assert 'src="assets/own/logo.svg"' in page
    assert (site / "assets/own/look.css").read_bytes() == (PLAY / "site/look/look.css").read_bytes()


def test_its_schemas_offer_its_words_and_its_criteria(library):
    with in_force(library.common.vocabulary):
        made = schemas(library.framework)
    assert made["case-study"]["properties"]["theme"]["enum"][:2] == ["rough-ground", "loose-parts"]
    assert list(made["review"]["$defs"]["rooted"]["properties"]["findings"]["properties"]) == [
        "watched",
        "counted",
    ]


def test_afterwards_the_shipped_words_hold_again(library):
    with in_force(library.common.vocabulary):
        assert "rough-ground" in load().terms("themes")
    assert "rough-ground" not in load().terms("themes")


@pytest.mark.parametrize("name", ["Look.css", "run.js", "page.html", "..css"])
def test_what_is_no_part_of_a_look_is_refused_by_name(tmp_path, name):
    (tmp_path / "site" / "look").mkdir(parents=True)
    (tmp_path / "site" / "look" / name).write_text("x", "utf-8")
    with pytest.raises(ValueError, match=re.escape(name)):
        own_look(tmp_path)


def test_a_link_in_the_look_stops_the_build(play, library, tmp_path):
    root = tmp_path / "library"
    shutil.copytree(play, root, ignore=shutil.ignore_patterns("build"))
    (root / "site" / "look" / "secret.css").symlink_to("/etc/hostname")
    with pytest.raises(PublishError, match=r"secret\.css"):
        build_site(root, library, AS_OF, lambda _: None)
