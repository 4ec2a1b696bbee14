"""What other programs can call: answers as the commands give, errors for people, nothing half written."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import wwis_evidence
from wwis_evidence import (
    FaultyLibraryError,
    LibraryError,
    NoLibraryError,
    UnknownItemError,
    check,
    explain,
    export,
    load,
    rate,
    vocabulary,
)
from wwis_evidence.checking import Checking
from wwis_evidence.publish import docs
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.sources import listing

CASES = Path(__file__).parents[1] / "cases"
LIBRARIES = Path(__file__).parents[1] / "libraries"
STARTER = Path(wwis_evidence.__file__).parent / "starter"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def example():
    return load(STARTER)


@pytest.fixture
def faulty(tmp_path):
    """The small library with an error in one case study."""
    copytree(CASES / "base", tmp_path / "faulty")
    copytree(CASES / "bad/unknown-word/theme", tmp_path / "faulty", dirs_exist_ok=True)
    return tmp_path / "faulty"


# Load and check.


def test_a_path_may_be_a_text_or_a_path(example):
    assert load(str(STARTER)).slugs == example.slugs


def test_where_there_is_no_library_the_error_says_what_is_there(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for name, why in (("absent", "no folder"), ("file", "not a folder"), ("empty", "no casestudies folder")):
        with pytest.raises(NoLibraryError, match=why):
            load(tmp_path / name)


def test_a_hostile_path_is_told_in_one_printable_line(tmp_path):
    for name in ("a\nb\x1b[31m", "a\0b", "\ud800"):
        with pytest.raises(NoLibraryError) as told:
            load(tmp_path / name)
        assert str(told.value).isprintable()


def test_a_check_finds_what_the_command_finds(faulty):
    found = check(load(faulty), DAY)
    assert [finding.code for finding in found if finding.severity == "error"] == ["unknown-word"]
    assert found == Checking(tuple(listing(faulty)), DAY).answer().findings


def test_a_loaded_library_stays_as_it_was(faulty):
    library = load(faulty)
    (faulty / "casestudies/walking-bus.yaml").unlink()
    assert "unknown-word" in {finding.code for finding in check(library, DAY)}


# Rate and explain.


def test_a_rating_is_what_the_command_answers_with(example):
    rated = tuple(rate(example, slug, DAY) for slug in example.slugs)
    assert len(rated) > 10
    assert rate_answer(rated, example, DAY) == rate_answer(example.ratings(DAY), example, DAY)


def test_an_explanation_is_of_the_rating_on_that_day(example):
    for slug in example.slugs:
        assert explain(example, slug, DAY).rating == rate(example, slug, DAY)


def test_the_day_decides_whether_an_item_is_due(example):
    early, late = (rate(example, "early-talk", day).status for day in (DAY, date(2126, 1, 1)))
    assert (early, late) == ("vetted", "review-due")


@pytest.mark.parametrize("ask", [rate, explain])
def test_an_unknown_case_gets_the_nearest_and_a_faulty_one_is_called_so(ask, example, tmp_path):
    with pytest.raises(UnknownItemError, match=r"no case study early-tlak; did you mean early-talk\?$"):
        ask(example, "early-tlak", DAY)
    with pytest.raises(UnknownItemError, match=r"no case study zzz$"):
        ask(example, "zzz", DAY)
    (tmp_path / "casestudies").mkdir()
    (tmp_path / "casestudies/broken.yaml").write_text("kind: [", encoding="utf-8")
    with pytest.raises(UnknownItemError, match="broken has errors"):
        ask(load(tmp_path), "broken", DAY)


@pytest.mark.parametrize("ask", [rate, explain])
def test_nothing_is_rated_by_a_framework_that_has_errors(ask, faulty):
    (faulty / "framework.yaml").write_text("schema: 1\n", encoding="utf-8")
    library = load(faulty)
    with pytest.raises(FaultyLibraryError, match=r"framework\.yaml has errors"):
        ask(library, library.slugs[0], DAY)


def test_every_error_is_a_library_error():
    errors = [getattr(wwis_evidence, name) for name in wwis_evidence.__all__ if name.endswith("Error")]
    assert len(errors) == 4
    assert all(issubclass(error, LibraryError) for error in errors)


# Export.


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_an_export_is_the_data_of_the_site(example, tmp_path):
    paths = export(example, tmp_path / "new/data", DAY)
    files = held(tmp_path / "new/data")
    assert paths == tuple(sorted(files))
    assert {"api/v1/index.json", "api/v1/csv/ratings.csv", "library/early-talk/cite.bib"} <= files.keys()
    assert not [path for path in paths if path.endswith((".md", ".html"))]
    site = docs(example, DAY, {})
    assert all(site[path] == content for path, content in files.items())
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["data"]


def test_an_export_has_the_words_of_its_own_library_and_leaves_none_behind(tmp_path):
    library = load(LIBRARIES / "play-partnership")
    export(library, tmp_path / "data", DAY)
    site = docs(library, DAY, {})
    assert all(site[path] == content for path, content in held(tmp_path / "data").items())
    assert vocabulary.load() is vocabulary.SHIPPED


def test_an_export_takes_the_place_of_an_earlier_one_whole(example, tmp_path):
    export(example, tmp_path / "data", DAY)
    (tmp_path / "data/api/v1/left-over.json").touch()
    paths = export(example, tmp_path / "data", DAY)
    assert tuple(sorted(held(tmp_path / "data"))) == paths


@pytest.mark.parametrize("other", ["notes.txt", "api/notes.txt"])
def test_what_is_no_export_is_never_replaced(example, tmp_path, other):
    (tmp_path / "data" / other).parent.mkdir(parents=True)
    (tmp_path / "data" / other).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="something other than an earlier export"):
        export(example, tmp_path / "data", DAY)
    assert held(tmp_path / "data") == {other: b"mine"}


def test_a_file_is_no_place_for_an_export_but_a_link_to_an_empty_folder_is(example, tmp_path):
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        export(example, tmp_path / "file", DAY)
    assert (tmp_path / "file").read_bytes() == b"mine"
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    export(example, tmp_path / "link", DAY)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/api/v1/index.json").is_file()


def test_an_export_that_fails_leaves_the_earlier_one(example, tmp_path, monkeypatch):
    export(example, tmp_path / "data", DAY)
    before = held(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        export(example, tmp_path / "data", date(2027, 1, 1))
    monkeypatch.undo()
    assert held(tmp_path) == before


def test_a_library_with_errors_is_not_exported(faulty, tmp_path):
    with pytest.raises(FaultyLibraryError, match=r"has 1 error; check\(\) names"):
        export(load(faulty), tmp_path / "data", DAY)
    assert not (tmp_path / "data").exists()


# What importing costs, and what there is.


def modules_after(code):
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(said.stdout.split())


def test_importing_the_package_imports_nothing_of_it():
    before, after = modules_after(""), modules_after("import wwis_evidence")
    assert {name for name in after - before if name.startswith("wwis_evidence")} == {"wwis_evidence"}
    assert not after & {"pydantic", "ruamel", "jinja2", "argparse", "pathlib", "wwis_evidence.api"}


def test_loading_and_rating_need_nothing_that_makes_pages():
    after = modules_after("from wwis_evidence import check, explain, load, rate")
    assert not after & {"jinja2", "mkdocs", "markdown_it", "wwis_evidence.publish", "wwis_evidence.cli"}


def test_every_name_is_there_and_no_other():
    assert set(wwis_evidence.__all__) <= set(dir(wwis_evidence))
    assert all(getattr(wwis_evidence, name).__name__ == name for name in wwis_evidence.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        wwis_evidence.lode  # noqa: B018 - looking is the point
