"""Building: strict, repeatable, and never at the cost of the last good site."""

import gzip
import os
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest
from publishing import built, copied

from wwis_evidence.publish import PublishError, place
from wwis_evidence.publish.settings import as_yaml


def content(folder):
    return {
        p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def library_of_one_case(root):
    copied(root, "library.yaml", "mkdocs.yml")
    (root / "casestudies").mkdir()
    return copied(root, "casestudies/gateshead-annual-health-checks.yaml", "reviews")


@pytest.fixture
def small(tmp_path):
    """Folder of a library of one case, not built yet."""
    root = tmp_path / "small"
    root.mkdir()
    return library_of_one_case(root)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """Folder of the same, built; not to be changed."""
    root = library_of_one_case(tmp_path_factory.mktemp("built"))
    built(root)
    return root


@pytest.fixture
def last(built_once, tmp_path):
    """Folder of a library of one case that was built before, and the content of that last good site."""
    root = tmp_path / "library"
    shutil.copytree(built_once, root)
    return root, content(root / "build/site")


def test_the_same_day_gives_the_same_bytes(small, last):
    site, _ = built(small)
    root, before = last
    assert content(site) == before
    again, _ = built(root)
    assert content(again) == before
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


def test_nothing_is_written_outside_build(small):
    before = content(small)
    built(small)
    assert {path: h for path, h in content(small).items() if not path.startswith("build/")} == before
    assert {p.name for p in (small / "build").iterdir()} == {"docs", "site", "theme", "mkdocs.base.yml"}


def test_a_failed_build_leaves_the_last_site_as_it_was(last):
    root, before = last
    (root / "site" / "pages").mkdir(parents=True)
    (root / "site" / "pages" / "news.md").write_text("---\ntitle: News\n---\n[lost](nowhere.md)\n")
    with pytest.raises(PublishError, match=r"nowhere\.md"):
        built(root)
    assert content(root / "build/site") == before
    assert not list((root / "build").glob(".publishing-*"))


def test_a_build_that_is_stopped_leaves_the_last_site_as_it_was(last, monkeypatch):
    root, before = last

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("wwis_evidence.publish.site.render_site", stop)
    with pytest.raises(KeyboardInterrupt):
        built(root)
    assert content(root / "build/site") == before


@pytest.mark.parametrize("program", ["#!/bin/sh\necho no room >&2; exit 3\n", "not a program"])
def test_an_index_that_cannot_be_made_leaves_the_last_site_as_it_was(last, program, tmp_path, monkeypatch):
    root, before = last
    other = tmp_path / "indexer"
    other.write_text(program)
    other.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(other))
    with pytest.raises(PublishError, match=r"search index could not be made: .*(no room|Exec format)"):
        built(root)
    assert content(root / "build/site") == before
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(PublishError, match="has no program for this system"):
        built(root)
    assert content(root / "build/site") == before


def test_settings_of_the_indexer_that_lie_about_change_nothing(last, monkeypatch):
    root, before = last
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    monkeypatch.chdir(root)
    (root / "pagefind.toml").write_text('root_selector = "h1"\n')
    built(root)
    assert content(root / "build/site") == before


def test_wrong_settings_are_an_error_for_people(small):
    (small / "mkdocs.yml").write_text("INHERIT: build/mkdocs.base.yml\ntheme: {name: nosuch}\n")
    with pytest.raises(PublishError, match="could not be built"):
        built(small)


def test_a_folder_that_cannot_be_written_is_an_error_for_people(small):
    (small / "build").write_text("a file")
    with pytest.raises(PublishError, match="could not be written"):
        built(small)


@pytest.mark.parametrize("which", ["own", "example"])
def test_the_renderers_own_command_builds_the_same_folder_strictly_and_without_a_warning(
    which, request, tmp_path
):
    root = request.getfixturevalue(which)
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    ours = content(root / "build" / "site")
    # The search index is made after the renderer.
    assert content(tmp_path / "site") == {p: h for p, h in ours.items() if not p.startswith("pagefind/")}


def test_a_library_without_settings_of_the_renderer_builds_too(small):
    (small / "mkdocs.yml").unlink()
    site, _ = built(small)
    assert (site / "library" / "gateshead-annual-health-checks" / "index.html").is_file()


def test_a_page_kept_from_search_engines_is_not_in_the_sitemap(example):
    sitemap = (example / "build" / "site" / "sitemap.xml").read_text()
    assert "https://example.org/library/library/early-talk/" in sitemap
    assert "pipeline/sibling-group" not in sitemap


def test_folders_change_places_in_one_step_or_in_two(tmp_path, monkeypatch):
    for one_step in (True, False):
        new, old = tmp_path / f"new{one_step}", tmp_path / f"old{one_step}"
        for folder, text in ((new, "new"), (old, "old")):
            folder.mkdir()
            (folder / "x").write_text(text)
        if not one_step:
            monkeypatch.setattr(place, "_exchange", lambda *_: False)
        place.swap(new, old)
        assert (old / "x").read_text() == "new"


def test_settings_are_yaml_whatever_the_title_holds():
    import yaml  # noqa: PLC0415 - the renderer's own parser, for this test only

    settings = {"site_name": 'é 🙂 \u2028 \x85 " \\ : #\t'}
    assert yaml.safe_load(as_yaml(settings)) == settings


def test_no_page_asks_for_anything_elsewhere(own):
    site = own / "build" / "site"
    for path in [*site.rglob("*.html"), *site.glob("assets/*.css")]:
        text = path.read_text()
        assert "fonts.googleapis" not in text
        assert "@import" not in text
        assert not any(f'src="{scheme}' in text for scheme in ("http", "//")), path
