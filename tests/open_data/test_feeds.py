"""Feeds that feed readers take without complaint, whatever stands in the items."""

import json
import re
from xml.etree import ElementTree as ET

import feedparser
import pytest
from data_files import LIBRARIES, data_files, files_of, loaded

from wwis_evidence.library import build_library
from wwis_evidence.publish.open_data.envelope import LARGEST_FEED
from wwis_evidence.sources import folder

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</summary><script>alert(1)</script> <![CDATA[x]]> ]]> &amp; &lt;b&gt; é 🙂 \"'"


def feeds(found):
    return {path: content for path, content in found.items() if path.startswith("feeds/")}


def with_changes(changes):
    """The worked example's data, one case with other changes (JSON is YAML too)."""
    pairs = []
    for path, raw in folder(LIBRARIES["example"]):
        text = raw.decode()
        if path == "casestudies/early-talk.yaml":
            text = text[: text.index("changes:")] + f"changes: {json.dumps(changes, ensure_ascii=False)}\n"
        pairs.append((path, text.encode()))
    return data_files(build_library(pairs))


def test_a_feed_reader_has_nothing_to_complain_of(data):
    for path, content in feeds(data).items():
        read = feedparser.parse(content)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert read.entries


def test_each_feed_has_the_elements_that_atom_asks_for(data):
    day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")
    for content in feeds(data).values():
        feed = ET.fromstring(content)  # noqa: S314 - our own file
        entries = feed.findall(f"{ATOM}entry")
        for element in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
            assert day.fullmatch(element.findtext(f"{ATOM}updated"))
            assert [e.get("rel") for e in element.findall(f"{ATOM}link")].count("alternate") == 1
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        ids = [element.findtext(f"{ATOM}id") for element in (feed, *entries)]
        assert len(set(ids)) == len(ids)


def test_days_come_from_the_changes_and_the_newest_is_first(data):
    told = [change["date"] for change in loaded(data, "changes.json")["changes"]]
    feed = feedparser.parse(data["feeds/all.xml"])
    assert [entry.updated[:10] for entry in feed.entries] == told
    assert feed.feed.updated[:10] == told[0]


def test_a_themes_feed_has_the_changes_of_its_items_only(data):
    everything = {entry.id: entry for entry in feedparser.parse(data["feeds/all.xml"]).entries}
    found = 0
    for path, content in feeds(data).items():
        theme = path.removeprefix("feeds/").removesuffix(".xml")
        if theme != "all":
            for entry in feedparser.parse(content).entries:
                assert [tag.term for tag in everything[entry.id].tags] == [theme]
                found += 1
    assert found == len(everything)


def test_addresses_are_whole_where_the_site_is_known_and_lead_from_the_feed_where_not():
    assert b'rel="self"' in files_of("example")["feeds/all.xml"]
    assert b'href="https://example.org/library/library/early-talk/"' in files_of("example")["feeds/all.xml"]
    assert b'rel="self"' not in files_of("own")["feeds/all.xml"]
    assert b'href="../library/gateshead-annual-health-checks/"' in files_of("own")["feeds/all.xml"]


def test_text_of_contributors_is_inert_in_a_feed():
    found = with_changes([{"date": "2026-11-01", "type": "evidence", "note": HOSTILE}])
    for path in ("feeds/all.xml", "feeds/targeted-support.xml"):
        content = found[path]
        assert b"<script" not in content
        feed = feedparser.parse(content)
        assert not feed.bozo
        first = ET.fromstring(content).find(f"{ATOM}entry/{ATOM}summary")  # noqa: S314 - our own file
        assert list(first) == []
        assert first.get("type") is None  # plain text, so a reader shows the marks and runs nothing
        assert first.text == HOSTILE


def test_a_feed_stays_small_and_the_api_has_every_change():
    many = [{"date": "2026-11-01", "type": "editorial", "note": f"Change {n}."} for n in range(150)]
    found = with_changes(many)
    assert len(feedparser.parse(found["feeds/all.xml"]).entries) == LARGEST_FEED == 100
    told = [c for c in loaded(found, "changes.json")["changes"] if c["item"] == "early-talk"]
    assert [change["note"] for change in told] == [change["note"] for change in reversed(many)]


@pytest.mark.parametrize("key", ["title", "publisher"])
def test_a_librarys_own_name_is_inert_too(key):
    line = f"{key}: {json.dumps('</title><b> & ' + HOSTILE, ensure_ascii=False)}"
    pairs = [
        (path, re.sub(rf"(?m)^{key}: .*$", lambda _: line, raw.decode()).encode())
        if path == "library.yaml"
        else (path, raw)
        for path, raw in folder(LIBRARIES["example"])
    ]
    feed = feedparser.parse(data_files(build_library(pairs))["feeds/all.xml"])
    assert not feed.bozo
    assert "</title><b> & " in (feed.feed.title if key == "title" else feed.feed.author)
