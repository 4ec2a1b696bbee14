"""Every file of the API is what its published schema says, and each schema notices what is not so."""

import json
import posixpath

import pytest
from data_files import loaded
from jsonschema import Draft202012Validator


def json_files(found):
    """Path and content of each file that names a schema."""
    for path, content in found.items():
        if path.startswith("api/v1/") and path.endswith(".json") and "/schemas/" not in path:
            value = json.loads(content)
            if path != "api/v1/datapackage.json":
                yield path, value


def validator(found, path, value):
    """A validator by the schema to which a file points, from where it lies."""
    where = posixpath.normpath(posixpath.join(posixpath.dirname(path), value["$schema"]))
    return Draft202012Validator(json.loads(found[where]))


def test_every_schema_is_one_and_belongs_to_a_file(data):
    named = {value["kind"] for _, value in json_files(data)}
    schemas = {path for path in data if path.startswith("api/v1/schemas/")}
    assert schemas == {f"api/v1/schemas/{kind}.json" for kind in named}
    for path in schemas:
        Draft202012Validator.check_schema(json.loads(data[path]))


def test_every_file_fits_the_schema_to_which_it_points(data):
    checked = 0
    for path, value in json_files(data):
        problems = [error.message[:200] for error in validator(data, path, value).iter_errors(value)]
        assert not problems, (path, problems[:3])
        checked += 1
    assert checked == 10 + len(loaded(data, "items.json")["items"])


def places(value, path=()):
    """Every place of a value that holds a key of an object."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*path, key)
            yield from places(part, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


def without(value, path):
    """A copy without one key."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return copy


def test_a_schema_misses_any_key_that_the_contract_promises(example):
    # Keys below an account, the rule's own keys and maps by id are data; the rest must all be asked for.
    free = {"case", "rule", "lists", "indicators", "bars", "criteria"}
    missed = []
    for path, value in json_files(example):
        if "/items/" in path and not path.endswith("/early-talk.json"):
            continue
        check = validator(example, path, value)
        for place in places(value):
            if free & set(map(str, place[:-1])) or place[-1] == "$schema":
                continue
            if check.is_valid(without(value, place)) and place[-1] not in {"panel", "moderated"}:
                missed.append((path, place))
    assert not missed


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        ("items.json", ("items", 0, "id"), "Not A Slug"),
        ("items.json", ("items", 0, "status"), "in-moderation"),
        ("items.json", ("items", 0, "bars", "strength-of-evidence", "position"), 0),
        ("ratings.json", ("items", 0, "digest"), "md5:0"),
        ("changes.json", ("changes", 0, "date"), "yesterday"),
        ("index.json", ("schema",), 2),
        ("areas.json", ("areas", 0, "boards"), None),
        ("items/early-talk.json", ("over_time", 0, "date"), "June 2025"),
        ("items/early-talk.json", ("over_time", 3, "indicators", "strength-of-evidence", "position"), 0),
        ("items/early-talk.json", ("case", "impact", 0, "measure", "result", "value"), "14"),
    ],
)
def test_a_schema_refuses_a_wrong_value(example, path, place, value):
    wrong = loaded(example, path)
    check = validator(example, f"api/v1/{path}", wrong)
    assert check.is_valid(wrong)
    inner = wrong
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not check.is_valid(wrong)


def test_schemas_stay_open_so_that_a_key_can_be_added(example):
    for path, value in json_files(example):
        assert validator(example, path, value).is_valid({**value, "a_later_key": 1})
    item = loaded(example, "items/early-talk.json")
    item["case"]["a_later_key"] = 1
    assert validator(example, "api/v1/items/early-talk.json", item).is_valid(item)
