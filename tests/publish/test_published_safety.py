"""An attack in every text of a library, and the site that comes of it."""

import base64
import gzip
import hashlib
import json
import re
import shutil

import pytest
from hostile import hostile_library
from pagereader import PageReader, pages_of
from publishing import AS_OF, built

from wwis_evidence.publish.csp import inline_scripts, policies
from wwis_evidence.publish.site import material_theme
from wwis_evidence.vocabulary import load

DATA = {"application/json", "application/ld+json"}
"""Types of scripts that no browser runs."""
OWN_WORDS = {"about", "accessibility", "privacy", "easy-read", "glossary", "guides"}
"""Pages in which no word is a contributor's."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """Folder of a library with an attack in every text, with its site built."""
    root = hostile_library(tmp_path_factory.mktemp("hostile") / "library")
    _, library = built(root)
    assert sum(rating.public for rating in library.ratings(AS_OF)) > 8
    return root


@pytest.fixture(scope="module")
def pages(attacked):
    """The attacked library's pages, taken apart."""
    return {path: PageReader(content) for path, content in pages_of(attacked).items()}


def test_every_kind_of_page_is_attacked(pages):
    assert {"index.html", "library/early-talk/index.html", "pipeline/sibling-group/index.html"} <= set(pages)
    assert "window.hacked" in pages["library/family-link-workers/index.html"].all_text
    assert "window.hacked" in pages["how-ratings-are-made/index.html"].all_text


def test_no_script_runs_but_the_themes_own(pages):
    for path, page in pages.items():
        # The page for missing pages uses the path of the site's address.
        way = "/library/" if path == "404.html" else "/".join([".."] * path.count("/")) or "."
        own = inline_scripts(material_theme(), way)
        found = [text for attributes, text in page.inline_scripts if attributes.get("type") not in DATA]
        assert found == [script for script in own if script in found], path
        assert all(
            re.fullmatch(
                r"(\.\./|/library/|\./)*assets/(javascripts/bundle\.\w+\.min|js/(form/)?[a-z-]+)\.js", src
            )
            for src in page.attributes("script", "src")
        ), path


def test_no_page_holds_a_handler_a_style_or_an_element_from_elsewhere(pages):
    for path, page in pages.items():
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (path, tag)
        tags = {tag for tag, _ in page.elements}
        assert not tags & {
            "iframe",
            "object",
            "embed",
            "style",
            "base",
            "math",
            "template",
            "audio",
            "video",
        }, path
        own = r"(\.\./|/library/)*assets/(logo|easy/[\w-]+)\.svg"
        assert all(re.fullmatch(own, source) for source in page.attributes("img", "src")), path


def test_links_lead_to_pages_and_whole_addresses_only(pages):
    for path, page in pages.items():
        for href in page.attributes("a", "href"):
            assert not re.match(r"[\s\x00-\x20]*(?!https?:)[a-z][a-z0-9+.-]*:", href, re.IGNORECASE), (
                path,
                href,
            )
            assert not href.startswith("//"), (path, href)


def test_no_text_is_read_as_a_template_or_another_file(pages, attacked):
    for path, page in pages.items():
        if "hacked" in page.all_text:
            assert "{{7*7}}" in page.all_text, path
            assert "repositoryformatversion" not in page.all_text, path
    assert (attacked / "build" / "docs").is_dir()


def test_no_markdown_of_a_contributor_is_read_outside_prose_and_little_inside(pages):
    for path, page in pages.items():
        meant = [attributes.get("title") for tag, attributes in page.elements if tag == "abbr"]
        assert set(meant) <= {term.full for term in load().glossary.values()}, path
        links = [attributes for _, attributes in page.elements if attributes.get("class") == "term"]
        assert [a["href"].lstrip("./").partition("-")[0] for a in links] == ["glossary/#term"] * len(meant), (
            path
        )
        if path.partition("/")[0] in OWN_WORDS:
            continue
        assert not {"pre", "hr"} & {tag for tag, _ in page.elements}, path
        assert all("class" in attributes for tag, attributes in page.elements if tag == "table"), path
    text = pages["library/early-talk/index.html"].all_text
    claims = [part for part in text.split("</title>") if "'impact', 0, 'claim'" in part]
    assert claims
    assert "[x](javascript:window.hacked=1)" in claims[0]
    assert "# A heading" in claims[0]
    assert "<iframe src=x></iframe>" in claims[0]


def test_titles_stay_titles(pages):
    page = pages["library/early-talk/index.html"]
    assert page.title.startswith("</title><script>window.hacked=1;alert(1)</script> {{7*7}}")
    assert [tag for tag, a in page.elements if tag == "title" and "id" not in a] == ["title"]
    assert [tag for tag, _ in page.elements].count("h1") == 1


def test_linked_data_and_what_is_shared_hold_an_attack_as_plain_text(pages):
    for path, page in pages.items():
        for attributes, text in page.inline_scripts:
            if attributes.get("type") == "application/ld+json":
                assert text.isascii(), path
                assert not set("<>&") & set(text), path
                addresses = re.findall(r'"(?:url|item)":"([^"]*)', text)
                assert all(re.match("https?://", address) for address in addresses), path
    page = pages["library/early-talk/index.html"]
    shared = {a["property"]: a["content"] for _, a in page.elements if "property" in a}
    for told in (page.linked_data["@graph"][0]["headline"], shared["og:title"]):
        assert told.startswith("</title><script>window.hacked=1"), told


def test_no_element_takes_an_id_of_the_themes_own(pages):
    own = {"__drawer", "__search", "__config", "__palette_0", "__palette_1"}
    for path, page in pages.items():
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert {i for i in ids if i.startswith("_")} <= own, path
        assert len(ids) == len(set(ids)), (path, [i for i in ids if ids.count(i) > 1])


def test_every_page_has_a_policy_that_names_the_themes_scripts_alone(pages):
    for path, page in pages.items():
        (policy,) = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv")]
        assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"), path
        assert "unsafe-inline" not in policy
        allowed = set(re.findall(r"'sha256-([^']+)'", policy))
        found = {digest(text) for a, text in page.inline_scripts if a.get("type") not in DATA}
        assert found <= allowed, path


def test_policies_differ_by_depth_since_the_theme_writes_the_way_to_the_root_into_a_script():
    found = policies(material_theme(), "/library/")
    assert len(set(found.values())) == len(found)
    assert "/library/" in found


def test_a_page_that_is_a_link_is_refused(attacked, tmp_path):
    root = tmp_path / "library"
    shutil.copytree(attacked, root, ignore=shutil.ignore_patterns("build"))
    (root / "site" / "pages").mkdir(parents=True)
    (root / "site" / "pages" / "about.md").symlink_to("/etc/hostname")
    with pytest.raises(Exception, match=r"about\.md: a page is an ordinary file"):
        built(root)


def test_the_search_index_holds_texts_and_addresses_of_pages_only(attacked):
    site = attacked / "build" / "site"
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (site / "pagefind" / "fragment").iterdir()
    ]
    assert sum("window.hacked" in fragment["content"] for fragment in fragments) > 8
    for fragment in fragments:
        assert (site / fragment["url"].removeprefix("/") / "index.html").is_file(), fragment["url"]
        assert set(fragment["meta"]) <= {
            "title",
            "kind",
            "theme",
            "where",
            "ratings",
            "note",
            "image",
            "image_alt",
        }
        for name, values in fragment["filters"].items():
            assert re.fullmatch(r"(kind|theme)-[a-z0-9-]+", name), name
            assert "hacked" not in " ".join(values)
    assert not list((site / "pagefind").glob("*ui*"))


def digest(script):
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
