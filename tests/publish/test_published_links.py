"""Every link within a site leads to a page that is there, and to a place on it that is there."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from pagereader import PageReader, pages_of

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))
SITE_PATH = {"own": "/", "example": "/library/", "play": "/library/"}


def target(path, address, site_path):
    """What a link on a page leads to: a file's path in the site and a fragment; None for other sites."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    way = unquote(parts.path)
    if way.startswith("/"):
        assert way.startswith(site_path), (path, address)
        way = way.removeprefix(site_path) or "."
        found = normpath(way)
    else:
        found = normpath(join(dirname(path), way)) if way else path
    if way.endswith(("/", ".")) or found == ".":
        found = normpath(join(found, "index.html"))
    return found, unquote(parts.fragment)


def broken(pages, files, site_path):
    """Links that lead nowhere, as (page, address)."""
    ids = {path: {a["id"] for _, a in page.elements if "id" in a} for path, page in pages.items()}
    for path, page in pages.items():
        for tag, name in LINKS:
            for address in page.attributes(tag, name):
                found = target(path, address, site_path)
                if found is None:
                    continue
                file, fragment = found
                if file not in files or (fragment and file in ids and fragment not in ids[file]):
                    yield path, address


@pytest.fixture(params=["own", "example", "play"])
def site(request):
    """A built library: its pages taken apart, all its files, and the path of its address."""
    root = request.getfixturevalue(request.param)
    folder = root / "build" / "site"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {path: PageReader(content) for path, content in pages_of(root).items()}
    return pages, files, SITE_PATH[request.param]


def test_every_link_within_a_site_leads_somewhere(site):
    assert list(broken(*site)) == []


def test_every_page_can_be_reached_from_the_first(site):
    pages, files, site_path = site
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        links = (target(path, address, site_path) for address in pages[path].attributes("a", "href"))
        waiting += [link[0] for link in links if link]
    moved = {path for path, page in pages.items() if ("meta", "refresh") in refreshes(page)}
    assert set(pages) - reached - moved == {"404.html"}
    assert reached <= files


def refreshes(page):
    return {(tag, a.get("http-equiv")) for tag, a in page.elements}


@pytest.mark.parametrize(
    "address", ["nowhere/", "#nowhere", "library/#nowhere", "../library/", "assets/no.svg"]
)
def test_a_link_that_leads_nowhere_is_found(address):
    page = PageReader(f'<a href="{address}">x</a>'.encode())
    pages = {"index.html": page, "library/index.html": PageReader(b'<p id="here">')}
    assert list(broken(pages, set(pages), "/")) == [("index.html", address)]


@pytest.mark.parametrize("address", [".", "library/", "library/#here", "/library/", "https://x.example/"])
def test_a_link_that_leads_somewhere_is_left_alone(address):
    page = PageReader(f'<a href="{address}">x</a>'.encode())
    pages = {"index.html": page, "library/index.html": PageReader(b'<p id="here">')}
    assert list(broken(pages, set(pages), "/")) == []
