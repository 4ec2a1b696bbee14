"""What the API tells: the same as the pages and the commands, of public items only."""

import json

from data_files import AS_OF, LIBRARIES, data_files, library, loaded, rows, text_of

from wwis_evidence.library import build_library
from wwis_evidence.publish.items import items
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.sources import folder


def test_every_file_says_its_version_licence_attribution_and_day(data):
    for path, content in data.items():
        if path.startswith("api/v1/") and "/schemas/" not in path and path.endswith(".json"):
            value = json.loads(content)
            if path == "api/v1/datapackage.json":
                assert value["licenses"][0]["name"] == "OGL-UK-3.0"
                continue
            assert value["schema"] == 1
            assert value["licence"]["id"] == "OGL-UK-3.0"
            assert value["licence"]["url"].startswith("https://www.nationalarchives.gov.uk/")
            assert value["library"]["title"] in value["attribution"]
            assert value["as_of"] == "2026-11-21"


def test_ratings_are_those_of_the_command_for_public_items():
    for name in LIBRARIES:
        built = library(name)
        shown = [rating for rating in built.ratings(AS_OF) if rating.public]
        told = loaded(data_files(built), "ratings.json")
        wanted = json.loads(json.dumps(rate_answer(shown, built, AS_OF)))
        assert {key: told[key] for key in wanted} == wanted


def test_an_items_file_is_its_entry_in_the_list_with_rating_and_account(data):
    ratings = {entry["slug"]: entry for entry in loaded(data, "ratings.json")["items"]}
    for entry in loaded(data, "items.json")["items"]:
        one = loaded(data, f"items/{entry['id']}.json")
        assert {key: one[key] for key in entry} == entry
        assert one["rating"] == ratings[entry["id"]]
        assert one["case"]["title"] == entry["title"]


def test_nothing_is_told_of_items_that_are_not_public(example):
    hidden = [item for item in items(library("example"), AS_OF) if item.standing != "public"]
    assert {item.standing for item in hidden} == {"waiting", "again", "ended"}
    drafts = set(library("example").dossiers) - {i.slug for i in items(library("example"), AS_OF)}
    assert drafts
    for path in example:
        text = text_of(example, path)
        for slug in {item.slug for item in hidden if item.standing == "waiting"} | drafts:
            assert slug not in text, (slug, path)
        if path != "api/v1/changes.json" and not path.startswith("feeds/"):
            assert not any(f'"{item.slug}"' in text or f"\n{item.slug}," in text for item in hidden), path


def test_panels_that_are_not_public_are_counted_and_no_more(example):
    told = loaded(example, "agreement.json")
    complete = {"public": 0, "other": 0}
    for item in items(library("example"), AS_OF):
        if item.rating.basis == "own-panel" or item.rating.status == "in-moderation":
            complete["public" if item.standing == "public" else "other"] += 1
    assert told["panels"] == complete["public"] == told["indicators"]["strength-of-evidence"]["bars"]["items"]
    assert told["panels_left_out"] >= 1


def test_changes_are_newest_first_and_tell_when_an_item_left(example):
    told = loaded(example, "changes.json")["changes"]
    assert [entry["date"] for entry in told] == sorted((entry["date"] for entry in told), reverse=True)
    assert len({entry["id"] for entry in told}) == len(told)
    public = {entry["id"] for entry in loaded(example, "items.json")["items"]}
    assert all(entry["in_library"] == (entry["item"] in public) for entry in told)
    left = {entry["type"]: entry for entry in told if not entry["in_library"]}
    # One was withdrawn, one replaced, and one is being reviewed again since its facts were corrected.
    assert set(left) == {"withdrawal", "supersession", "correction"}
    assert left["supersession"]["superseded_by"]


def test_a_changes_name_stays_while_others_are_added():
    pairs = list(folder(LIBRARIES["example"]))
    before = {c["id"]: c for c in loaded(data_files(build_library(pairs)), "changes.json")["changes"]}
    longer = [
        (
            path,
            raw + b"  - date: 2025-06-24\n    type: editorial\n    note: Later the same day.\n"
            if path == "casestudies/early-talk.yaml"
            else raw,
        )
        for path, raw in pairs
    ]
    after = {c["id"]: c for c in loaded(data_files(build_library(longer)), "changes.json")["changes"]}
    assert set(after) - set(before) == {"early-talk/2025-06-24/2"}
    assert all(after[name] == entry for name, entry in before.items())


def test_items_of_areas_enablers_and_phases_are_those_that_name_them(data):
    listed = loaded(data, "items.json")["items"]
    by_area = {area["id"]: set(area["items"]) for area in loaded(data, "areas.json")["areas"]}
    for entry in listed:
        for area in entry["local_areas"]:
            assert area["id"] is None or entry["id"] in by_area[area["id"]]
    for kind in ("enablers", "phases"):
        for term in loaded(data, f"{kind}.json")[kind]:
            assert term["items"] == sorted(e["id"] for e in listed if term["id"] in e[kind])
    cells = [cell for term in loaded(data, "enablers.json")["enablers"] for cell in term["phases"]]
    assert len(cells) == 15


def test_every_id_that_items_use_has_words_in_the_vocabulary(data):
    lists = {
        name: {t["id"] for t in terms} for name, terms in loaded(data, "vocabulary.json")["lists"].items()
    }
    for entry in loaded(data, "items.json")["items"]:
        assert entry["theme"] in lists["themes"]
        assert entry["status"] in lists["statuses"]
        assert set(entry["facets"]["age_phases"]) <= lists["age-phases"]
        assert set(entry["facets"]["sectors"]) <= lists["sectors"]


def test_the_index_names_every_file(data):
    index = loaded(data, "index.json")
    named = {entry["path"] for entry in index["files"]} | {"api/v1/index.json"}
    slugs = [entry["id"] for entry in loaded(data, "items.json")["items"]]
    named |= {index["each_item"]["path"].replace("{id}", slug) for slug in slugs}
    schemas = {entry["schema"] for entry in index["files"]} | {index["each_item"]["schema"]}
    named |= {path for path in schemas if path} | {"api/v1/schemas/index.json"}
    assert named == {path for path in data if path.startswith(("api/", "feeds/"))}


def test_the_same_day_gives_the_same_bytes_in_whatever_order_files_come():
    pairs = list(folder(LIBRARIES["example"]))
    assert data_files(build_library(pairs[::-1])) == data_files(build_library(pairs))


def test_a_library_without_items_has_files_too():
    found = data_files(build_library([]))
    assert loaded(found, "items.json")["items"] == []
    assert loaded(found, "changes.json")["changes"] == []
    assert b"<updated>2026-11-21T00:00:00Z</updated>" in found["feeds/all.xml"]
    assert found["api/v1/csv/items.csv"].count(b"\r\n") == 1


def test_ratings_over_time_end_with_todays_and_the_table_tells_the_same(data):
    ratings = {entry["slug"]: entry for entry in loaded(data, "ratings.json")["items"]}
    told = {}
    for slug, rating in ratings.items():
        over_time = loaded(data, f"items/{slug}.json")["over_time"]
        last = over_time[-1]
        assert (last["status"], last["basis"]) == (rating["status"], rating["basis"])
        for name, part in rating["indicators"].items():
            assert {key: last["indicators"][name][key] for key in ("bar", "position", "of", "no_bar")} == {
                key: part[key] for key in ("bar", "position", "of", "no_bar")
            }
        told |= {
            (slug, moment["date"], name): (part["bar"] or "", "; ".join(moment["because"]))
            for moment in over_time
            for name, part in moment["indicators"].items()
        }
    table = rows(data, "ratings-over-time")
    assert {(r["item"], r["date"], r["indicator"]): (r["bar"], r["because"]) for r in table} == told


def test_while_a_panel_was_not_complete_or_in_moderation_no_bar_is_told(example):
    seen = set()
    for row in rows(example, "ratings-over-time"):
        if row["status"] not in {"vetted", "review-due"}:
            assert (row["bar"], row["position"], row["no_bar"]) == ("", "", row["status"])
            seen.add(row["status"])
    assert seen == {"awaiting-reviewers", "in-moderation"}


def test_a_panel_at_work_beside_a_published_rating_is_not_told(example):
    built = library("example")
    published = [rating for rating in built.ratings(AS_OF) if rating.basis == "published-panel"]
    assert any(rating.counting for rating in published)
    for rating in published:
        for moment in loaded(example, f"items/{rating.slug}.json")["over_time"]:
            assert moment["reviews"] == 0
            assert "review" not in moment["because"]
