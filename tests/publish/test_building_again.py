"""Building again gives the same bytes as building anew, whatever changed, and trusts nothing that it finds."""

import json
import os
from hashlib import sha256
from random import Random

import pytest
from changing_library import Changing
from hypothesis import given
from hypothesis import strategies as st
from publishing import AS_OF, copied, example_library

from wwis_evidence.checking import digest_of
from wwis_evidence.kept import PLACE, cache_folder
from wwis_evidence.library import build_library
from wwis_evidence.publish import PublishError, build_site, rendering
from wwis_evidence.publish.pages import Pages
from wwis_evidence.publish.similar import Count
from wwis_evidence.sources import folder

STATES = 12
BUILDS = 4
GUIDE = "---\ntitle: Words\n---\n# Words\n\nSee [the library](library/index.md) and [the items](library/list.json)\n"


def digests(root):
    return {path: digest_of(content) for path, content in folder(root)}


def build(root, day=AS_OF, *, again=True, jobs=1):
    """Build a library, again or anew; give its site's content."""
    library = build_library(folder(root), lean=again)
    built = build_site(
        root, library, day, lambda _: None, digests=digests(root) if again else None, jobs=jobs
    )
    return {p.relative_to(built).as_posix(): sha256(p.read_bytes()).digest() for p in built.rglob("*.*")}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))


@pytest.fixture
def renders(monkeypatch):
    """What the renderer was given in each of its runs: the names of all pages that hold anything."""
    seen, real = [], rendering.render

    def noted(settings, docs, to, as_of):
        pages = (page for page in docs.rglob("*.md") if page.read_bytes() != rendering._STAND_IN)
        seen.append({page.relative_to(docs).as_posix() for page in pages})
        real(settings, docs, to, as_of)

    monkeypatch.setattr(rendering, "render", noted)
    return seen


@pytest.fixture
def small(tmp_path):
    """Folder of a library of one case, not built yet."""
    (tmp_path / "small").mkdir()
    root = copied(tmp_path / "small", "library.yaml", "mkdocs.yml")
    (root / "casestudies").mkdir()
    copied(root, "casestudies/gateshead-annual-health-checks.yaml", "reviews")
    return root


def test_equal_keys_give_equal_pages_through_random_changes(tmp_path):
    changing = Changing(example_library(tmp_path / "library"), Random(11))
    known, used_again = {}, 0
    for _ in range(STATES):
        pages = Pages(build_library(folder(changing.root)), changing.day, {})
        contents = digests(changing.root)
        for item in pages.items:
            beside = pages.beside(item)
            key = pages.key(item, beside, contents)
            used_again += key in known
            made_now = pages.of(item, beside)
            assert known.setdefault(key, made_now) == made_now, item.slug
        changing.change()
    assert used_again > STATES


def test_building_again_after_random_changes_gives_the_same_site_as_building_anew(tmp_path, renders):
    random = Random(23)
    changing = Changing(example_library(tmp_path / "library"), random)
    page = changing.root / "site/pages/words.md"
    page.parent.mkdir(parents=True)
    for number in range(BUILDS):
        if number == 1:
            page.write_text(GUIDE)
        changes = [changing.change() for _ in range(number)]
        again = build(changing.root, changing.day)
        last = len(renders)
        anew = build(changing.root, changing.day, again=False)
        assert again == anew, changes
        assert len(renders) == last + 1, "a part of the site could not be rendered apart"
    assert len(renders[-2]) < len(renders[-1])


def test_one_changed_word_renders_the_pages_that_tell_it_and_no_others(tmp_path, renders):
    root = example_library(tmp_path / "library")
    build(root)
    case = root / "casestudies/early-talk.yaml"
    case.write_text(
        case.read_text().replace("took part", "joined in").replace("Every nursery", "Each nursery")
    )
    build(root)
    rendered = set().union(*renders[1:])
    assert "library/early-talk/index.md" in rendered
    assert not [page for page in rendered if page.startswith(("checks/", "library/travel"))]
    assert len(renders) == 2
    build(root)
    assert len(renders) == 2, "nothing changed since"


def test_several_processes_give_the_same_site(small, monkeypatch):
    monkeypatch.setattr(rendering, "AT_ONCE", 60)
    one = build(small, again=False)
    assert build(small, jobs=2) == one


@pytest.mark.parametrize(
    "path",
    [
        "library/gateshead-annual-health-checks/index.html",
        "about/index.html",
        "404.html",
        "pagefind/pagefind.js",
    ],
)
def test_what_was_altered_in_the_last_site_is_made_anew(small, path):
    first = build(small)
    altered = small / "build/site" / path
    altered.unlink()
    if "404" not in path:
        altered.write_text("<script>forged</script>")
    source = small / "build/docs/library/gateshead-annual-health-checks/bundle.json"
    source.unlink()
    source.write_text("{}")
    assert build(small) == first


@pytest.mark.parametrize("harm", ["cut", "other", "another"])
def test_what_is_kept_and_cannot_be_read_or_is_of_another_program_counts_for_nothing(small, harm, renders):
    first = build(small)
    (kept,) = cache_folder().glob("*.site.json")
    raw = kept.read_bytes()
    if harm == "cut":
        kept.write_bytes(raw[:-10])
    elif harm == "other":
        kept.write_bytes(raw.replace(b"page about.md", b"page other.md"))
    else:
        body = json.dumps(["another program", json.loads(raw.partition(b"\n")[2])[1]]).encode()
        kept.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)
    assert build(small) == first
    assert len(renders[-1]) == len(renders[0])


def test_a_last_site_that_came_along_with_a_contribution_is_not_used(small, renders):
    first = build(small)
    for kept in cache_folder().iterdir():
        kept.unlink()
    (small / "build/site/about/index.html").write_text("<script>forged</script>")
    assert build(small) == first
    assert len(renders[-1]) == len(renders[0])


def test_where_nothing_is_to_be_used_again_nothing_is_kept(small):
    build(small, again=False)
    assert not cache_folder().exists()


def test_pages_made_by_the_last_build_are_not_written_over_by_the_next(small):
    """The last site may share its files with the one that is being built."""
    build(small)
    page = small / "build/site/library/gateshead-annual-health-checks/index.html"
    with page.open("rb") as last:
        before = last.read()
        case = next(small.glob("casestudies/*.yaml"))
        case.write_text(case.read_text().replace("\ntitle: ", "\ntitle: Changed "))
        build(small)
        last.seek(0)
        assert last.read() == before
    assert page.read_bytes() != before


@pytest.mark.parametrize(
    ("added", "apart"),
    [("copyright: ours\n", True), ("markdown_extensions: [attr_list]\n", False), ("plugins: []\n", False)],
)
def test_settings_that_may_do_anything_are_built_in_one_run(small, added, apart, renders):
    own = small / "mkdocs.yml"
    build(small)
    own.write_text(own.read_text() + added)
    changed = build(small)
    assert build(small, again=False) == changed
    runs = len(renders)
    build(small)
    assert len(renders) == runs + (not apart)


def test_a_link_that_leads_nowhere_any_more_is_told_although_its_page_did_not_change(small):
    page = small / "site/pages/words.md"
    page.parent.mkdir(parents=True)
    to = "library/gateshead-annual-health-checks/index.md"
    page.write_text(f"---\ntitle: Words\n---\nSee [the item]({to}) and [a part]({to}#sources).\n")
    before = build(small)
    case = next(small.glob("casestudies/*.yaml"))
    case.rename(case.with_name("elsewhere.yaml"))
    (small / "reviews" / case.stem).rename(small / "reviews/elsewhere")
    with pytest.raises(PublishError, match=r"gateshead-annual-health-checks/index\.md"):
        build(small)
    content = {p.relative_to(small / "build/site").as_posix() for p in (small / "build/site").rglob("*.*")}
    assert content == set(before)


def test_a_system_without_links_copies(small, monkeypatch):
    def refused(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    first = build(small)
    assert build(small) == first


@given(
    st.lists(st.tuples(st.integers(0, 255), st.integers(1, 3)), max_size=12),
    st.integers(0, 255),
    st.integers(1, 4),
)
def test_counts_of_many_at_once_are_those_of_each(added, without, number):
    counts, near = Count(without), Count(without, most=3)
    for items, worth in added:
        counts.add(items, worth)
        near.add(items, worth)
    plain = {
        place: sum(worth for items, worth in added if items >> place & 1)
        for place in range(8)
        if not without >> place & 1
    }
    most = sorted(((place, n) for place, n in plain.items() if n >= 3), key=lambda pair: (-pair[1], pair[0]))
    fewest = sorted(((place, n) for place, n in plain.items() if n <= 3), key=lambda pair: (pair[1], pair[0]))
    assert counts.most(number, 3) == most[:number]
    assert near.fewest(number, 255) == fewest[:number]
