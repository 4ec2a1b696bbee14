"""Building again gives the same bytes as building anew, whatever changed, and trusts nothing it finds."""

import json
import os
import re
import shutil
from hashlib import sha256
from random import Random

import pytest
from changing_library import Changing
from hypothesis import given
from hypothesis import strategies as st
from publishing import AS_OF, copied, example_library

from wwis_evidence.checking import digest_of
from wwis_evidence.kept import PLACE, kept_path
from wwis_evidence.library import build_library
from wwis_evidence.publish import PublishError, build_site, rendering, site
from wwis_evidence.publish.pages import Pages
from wwis_evidence.publish.similar import Count
from wwis_evidence.sources import folder

STATES = 8
BUILDS = 3
GUIDE = "---\ntitle: Words\n---\nSee [the library](library/index.md) and [the items](library/list.json).\n"
ITEM = "library/gateshead-annual-health-checks/index"


def digests(root):
    return {path: digest_of(content) for path, content in folder(root)}


def content(root):
    made = root / "build/site"
    return {p.relative_to(made).as_posix(): sha256(p.read_bytes()).digest() for p in made.rglob("*.*")}


def build(root, day=AS_OF, *, again=True, jobs=1):
    """Build a library, again or anew; give its site's content."""
    library = build_library(folder(root), lean=again)
    build_site(root, library, day, lambda _: None, digests=digests(root) if again else None, jobs=jobs)
    return content(root)


def quick_index(made):
    """An index that, as the real one, differs with every page; the real one takes longer than all else."""
    (made / "pagefind").mkdir()
    told = {p.relative_to(made).as_posix(): p.read_text() for p in sorted(made.rglob("*.html"))}
    (made / "pagefind/pagefind.js").write_text(sha256(json.dumps(told).encode()).hexdigest())


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


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """Folder of a library of one case, built; what is kept of it; and its site's content."""
    top = tmp_path_factory.mktemp("built")
    (top / "library/casestudies").mkdir(parents=True)
    root = copied(top / "library", "library.yaml", "mkdocs.yml", "reviews")
    copied(root, "casestudies/gateshead-annual-health-checks.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PLACE, str(top / "cache"))
        patch.setattr(site, "write_index", quick_index)
        made = build(root)
        return root, kept_path(root, ".site.json").read_bytes(), made


@pytest.fixture
def small(built_once, tmp_path, monkeypatch):
    """Folder of a library of one case that was built, with what is kept of it; and its site's content."""
    root, kept, made = built_once
    monkeypatch.setattr(site, "write_index", quick_index)
    here = tmp_path / "library"
    shutil.copytree(root, here)
    kept_path(here, ".site.json").parent.mkdir()
    kept_path(here, ".site.json").write_bytes(kept)
    return here, made


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


def test_building_again_after_random_changes_gives_the_same_site_as_building_anew(
    tmp_path, renders, monkeypatch
):
    monkeypatch.setattr(site, "write_index", quick_index)
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


def test_one_changed_word_renders_the_pages_that_tell_it_and_no_others(small, renders):
    root, first = small
    case = next(root.glob("casestudies/*.yaml"))
    case.write_text(case.read_text().replace("\nsummary: ", "\nsummary: In short, "))
    changed = build(root)
    assert len(renders) == 1
    assert f"{ITEM}.md" in renders[0]
    # Pages written by people, and what they link to, go along: links among them are checked together.
    single = re.compile(r"(checks|regions|library)/[^/]+/index\.md")
    assert {page for page in renders[0] if single.fullmatch(page)} <= {f"{ITEM}.md"}
    assert {path for path in first if changed[path] != first[path] and path.endswith(".html")} <= {
        rendering.dressed(page) for page in renders[0]
    }
    assert build(root) == changed
    assert len(renders) == 1, "nothing changed since"


def test_several_processes_give_the_same_site_and_keep_nothing_unless_they_are_to(small, monkeypatch):
    root, first = small
    kept_path(root, ".site.json").unlink()
    monkeypatch.setattr(rendering, "AT_ONCE", 60)
    assert build(root, again=False, jobs=2) == first
    assert not kept_path(root, ".site.json").exists()


def test_what_was_altered_in_the_last_site_is_made_anew(small):
    root, first = small
    for path in (f"{ITEM}.html", "about/index.html", "pagefind/pagefind.js", "assets/wwis.css"):
        altered = root / "build/site" / path
        altered.unlink()
        altered.write_text("<script>forged</script>")
    (root / "build/site/404.html").unlink()
    source = (root / "build/docs" / ITEM).with_name("bundle.json")
    source.unlink()
    source.write_text("{}")
    assert build(root) == first


@pytest.mark.parametrize("harm", ["cut", "other", "another program", "gone"])
def test_a_last_site_of_which_nothing_sure_is_kept_is_not_used(small, harm, renders):
    """It may be a contribution's, or that of another version."""
    root, first = small
    kept = kept_path(root, ".site.json")
    raw = kept.read_bytes()
    body = json.dumps(["another", json.loads(raw.partition(b"\n")[2])[1]]).encode()
    other = sha256(body).hexdigest().encode() + b"\n" + body
    harmed = {"cut": raw[:-10], "other": raw.replace(b"page grid", b"page else"), "another program": other}
    kept.write_bytes(harmed.get(harm, b""))
    (root / "build/site/about/index.html").write_text("<script>forged</script>")
    assert build(root) == first
    assert {"about.md", f"{ITEM}.md", "grid/index.md"} <= renders[0]


def test_files_of_the_last_site_are_not_written_over(small):
    """The new site may share files with it until it is in its place."""
    root, _ = small
    build(root)
    page = (root / "build/site" / ITEM).with_suffix(".html")
    with page.open("rb") as last:
        before = last.read()
        case = next(root.glob("casestudies/*.yaml"))
        case.write_text(case.read_text().replace("\ntitle: ", "\ntitle: Changed "))
        build(root)
        last.seek(0)
        assert last.read() == before
    assert page.read_bytes() != before


@pytest.mark.parametrize(
    ("added", "apart"), [("copyright: ours\n", True), ("markdown_extensions: [attr_list]\n", False)]
)
def test_settings_that_may_do_anything_are_built_in_one_run(small, added, apart, renders):
    root, _ = small
    own = root / "mkdocs.yml"
    own.write_text(own.read_text() + added)
    changed = build(root)
    assert build(root, again=False) == changed
    runs = len(renders)
    assert build(root) == changed
    assert len(renders) == runs + (not apart)


def test_a_link_that_leads_nowhere_any_more_is_told_although_its_page_did_not_change(small):
    root, _ = small
    page = root / "site/pages/words.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\ntitle: Words\n---\nSee [it]({ITEM}.md) and [a part]({ITEM}.md#sources).\n")
    before = build(root)
    case = next(root.glob("casestudies/*.yaml"))
    case.rename(case.with_name("elsewhere.yaml"))
    (root / "reviews" / case.stem).rename(root / "reviews/elsewhere")
    with pytest.raises(PublishError, match=ITEM):
        build(root)
    assert content(root) == before


def test_a_system_without_links_copies(small, monkeypatch):
    def refused(*_):
        raise OSError

    root, first = small
    monkeypatch.setattr(os, "link", refused)
    assert build(root) == first


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
