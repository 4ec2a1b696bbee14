"""The schemas for editors: in step with what they are made from, and of one mind with the check."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import wwis_evidence
from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.main import main
from wwis_evidence.cli.schemas import contents
from wwis_evidence.documents import canonical, read
from wwis_evidence.files import MODELS
from wwis_evidence.frameworks import shipped_framework, shipped_framework_bytes
from wwis_evidence.places import place_of
from wwis_evidence.records.framework import FrameworkRecord
from wwis_evidence.schemas import editor_settings, schema_comment, schemas
from wwis_evidence.schemas.files import PATTERNS

ROOT = Path(__file__).parents[2]
PACKAGE = Path(wwis_evidence.__file__).parent
CASES = ROOT / "tests/cases"
REFRESH = "wwis-evidence schemas schemas"
SHAPE = {code for code, check in catalogue().items() if check.family == "shape"} | {
    "exception-not-allowed",
    "exception-unknown-code",
    "unknown-word",
    "missing-criterion",
    "unknown-criterion",
    "unknown-finding",
    "unknown-bar",
    "unknown-indicator",
    "wrong-requirement",
    "wrong-selector",
}
NOT_SEEN = {
    "draft-missing-key": "a warning: a draft may still lack it, and its file is right",
    "missing-key/framework": "which bars need a requirement is said elsewhere in the same file",
    "unknown-criterion/framework": "which criteria there are is said elsewhere in the same file",
    "unknown-word/own-grid": "which phases there are is said elsewhere in the same file",
    "wrong-date/no-such-day": "how many days February has is more than a pattern can tell",
}
"""Codes and cases of shape that no schema can see, each with the reason."""


MADE = schemas(shipped_framework())


def validator(kind):
    return Draft202012Validator(MADE[kind])


def kind_of(path, root):
    place = place_of(path.relative_to(root).as_posix())
    return place and ("library-settings" if place.kind == "settings" else place.kind)


def wrong(path, root):
    """What the schema of a file has against it; None where it is of no kind, or cannot be read."""
    kind = kind_of(path, root)
    data = read(path.read_bytes()).data if kind else None
    return None if data is None else [error.message for error in validator(kind).iter_errors(data)]


def records(root):
    return [path for path in sorted(root.rglob("*.yaml")) if kind_of(path, root)]


GOOD = [
    (path, root)
    for root in (ROOT, PACKAGE / "starter", CASES / "base", *sorted((CASES / "ok").iterdir()))
    for path in records(root)
]
BAD = sorted(path.parent for path in (CASES / "bad").rglob("expected.yaml"))


@pytest.mark.parametrize("name", sorted(contents(ROOT)))
def test_the_committed_schemas_are_what_the_command_writes(name):
    assert (ROOT / "schemas" / name).read_bytes() == contents(ROOT)[name], f"refresh: {REFRESH}"


def test_no_other_file_stands_beside_them():
    assert {path.name for path in (ROOT / "schemas").iterdir()} == set(contents(ROOT)), f"refresh: {REFRESH}"


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_each_is_a_schema_of_draft_2020_12_that_names_no_machine(name):
    schema = MADE[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{name}.json"
    assert "file:" not in json.dumps(schema)


@pytest.mark.parametrize(("path", "root"), GOOD, ids=lambda part: part.name)
def test_every_file_that_is_right_is_valid(path, root):
    assert wrong(path, root) == []


def test_there_are_files_to_try():
    assert len(GOOD) > 150
    assert {kind_of(path, root) for path, root in GOOD} | {"framework"} == set(PATTERNS)


def test_the_shipped_framework_is_valid():
    assert not list(validator("framework").iter_errors(read(shipped_framework_bytes()).data))


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.relative_to(CASES / "bad").as_posix())
def test_the_check_and_the_schema_agree(case):
    """The schema refuses what the check calls a fault of shape, and nothing in a file without errors."""
    name = case.relative_to(CASES / "bad").as_posix()
    code = name.split("/")[0]
    findings = YAML(typ="safe").load(case / "expected.yaml")["findings"]
    for path in records(case):
        here = [f for f in findings if f["path"] == path.relative_to(case).as_posix()]
        problems = wrong(path, case)
        if code in SHAPE and code in {f["code"] for f in here} and not NOT_SEEN.keys() & {code, name}:
            assert problems, path.name
        elif not any(f["severity"] == "error" for f in here):
            assert not problems, (path.name, problems)


def test_what_no_schema_can_see_is_still_a_case():
    names = {case.relative_to(CASES / "bad").as_posix() for case in BAD}
    assert all(any(name == seen or name.startswith(f"{seen}/") for name in names) for seen in NOT_SEEN)


def test_a_case_that_no_schema_can_see_is_not_seen():
    for case in BAD:
        if case.relative_to(CASES / "bad").as_posix() in NOT_SEEN:
            assert all(not wrong(path, case) for path in records(case)), case


def parts(schema):
    """Every record's keys in a schema, each with its own schema."""
    for record in (schema, *schema.get("$defs", {}).values()):
        yield from record.get("properties", {}).items()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_key_is_told_in_words(name):
    for key, part in parts(MADE[name]):
        assert part.get("description"), key
        assert part.get("title") or "requirement" in json.dumps(part).lower(), key


def test_no_words_are_left_of_a_key_that_is_gone():
    words = read((PACKAGE / "schemas/fields.yaml").read_bytes()).data
    models = {model.__name__: model.model_json_schema() for model in (*MODELS.values(), FrameworkRecord)}
    models |= {
        name: part for schema in list(models.values()) for name, part in schema.get("$defs", {}).items()
    }
    for name, told in words.items():
        if name not in {"examples", "titles"}:
            keys = {key.removesuffix("_") for key in told}  # words_ tells of a key that is called words
            assert keys - {"words"} <= models[name]["properties"].keys(), name
    for place in words["examples"]:
        name, key = place.split(".")
        assert key in words[name], place
    for place in words["titles"]:
        name, _, key = place.rpartition(".")
        assert any(key in told for record, told in words.items() if name in {"", record}), place


def test_every_example_is_valid():
    tried = 0
    for name, schema in MADE.items():
        for key, part in parts(schema):
            for example in part.get("examples", ()):
                alone = {**part, "$defs": schema.get("$defs", {})}
                assert not list(Draft202012Validator(alone).iter_errors(example)), (name, key)
                tried += 1
    assert tried > 40


def test_a_criterion_of_a_review_is_told_as_the_framework_tells_it():
    findings = MADE["review"]["$defs"]["strength-of-evidence"]["properties"]["findings"]
    part = findings["properties"]["reviewed"]
    criterion = shipped_framework().indicators["strength-of-evidence"].record.criteria["reviewed"]
    assert part["title"] == criterion.title
    assert part["description"].startswith(criterion.statement)
    assert part["properties"]["finding"]["enumDescriptions"][0] == criterion.examples["met"]


def test_another_framework_makes_other_schemas(tmp_path):
    other = tmp_path / "library"
    shutil.copytree(ROOT / "tests/libraries/standards", other)
    assert main(["schemas", str(tmp_path / "out"), "--library", str(other)]) == 0
    review = json.loads((tmp_path / "out/review.json").read_text("utf-8"))
    assert list(review["then"]["properties"]["indicators"]["properties"]) == ["confidence-in-impact"]
    tried = [path for path in records(other) if kind_of(path, other) == "review"]
    assert tried
    for path in tried:
        assert not list(Draft202012Validator(review).iter_errors(read(path.read_bytes()).data)), path.name


def test_a_library_whose_framework_has_errors_gets_no_schemas(tmp_path):
    (tmp_path / "casestudies").mkdir()
    (tmp_path / "framework.yaml").write_text("schema: 1\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"framework\.yaml has errors"):
        main(["schemas", str(tmp_path / "out"), "--library", str(tmp_path)])
    assert not (tmp_path / "out").exists()


PATHS = {
    "casestudies/early-talk.yaml": "case-study",
    "reviews/early-talk/R02.yaml": "review",
    "reviews/early-talk/R02.2.yaml": "review",
    "reviews/early-talk/panel.yaml": "panel",
    "reviews/early-talk/published-panel.yaml": "published-panel",
    "reviews/early-talk/moderation.yaml": "moderation",
    "reviews/early-talk/moderation.2.yaml": "moderation",
    "reviews/early-talk/reply.yaml": "reply",
    "reviews/early-talk/reply.2.yaml": "reply",
    "reviews/early-talk/appeal.yaml": "appeal",
    "reviews/early-talk/appeal.2.yaml": "appeal",
    "reviews/reviewers.yaml": "reviewer-register",
    "library.yaml": "library-settings",
    "framework.yaml": "framework",
    "vocabulary.yaml": "vocabulary",
}


@pytest.mark.parametrize(("path", "kind"), PATHS.items())
def test_a_file_finds_one_schema_that_of_its_kind(path, kind):
    def fits(pattern):
        return re.fullmatch(re.escape(pattern).replace(r"\*", "[^/]*"), path)

    found = [
        name
        for name, patterns in PATTERNS.items()
        if any(fits(pattern) for pattern in patterns if pattern[0] != "!")
        and not any(fits(pattern[1:]) for pattern in patterns if pattern[0] == "!")
    ]
    assert found == [kind] == [kind_of(ROOT / path, ROOT)]


@pytest.mark.parametrize("path", PATHS)
def test_the_first_line_of_a_new_file_leads_to_its_schema_and_stays_in_the_layout(path):
    line = schema_comment(path)
    target = (ROOT / path).parent / line.split("$schema=")[1]
    assert target.resolve() == ROOT / "schemas" / f"{PATHS[path]}.json"
    text = f"{line}\nschema: 1\n".encode()
    assert canonical(text, {}) == text


def test_there_is_no_such_line_for_a_file_that_is_no_record():
    with pytest.raises(ValueError, match=r"notes\.md"):
        schema_comment("notes.md")


def test_the_settings_for_an_editor_name_every_schema():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == editor_settings()["yaml.schemas"]
    assert "redhat.vscode-yaml" in (ROOT / ".vscode/extensions.json").read_text("utf-8")


def test_the_catalogue_gives_whole_addresses_once_the_library_has_one(tmp_path):
    (tmp_path / "casestudies").mkdir()
    (tmp_path / "library.yaml").write_text("site_url: https://example.org/lib/\n", encoding="utf-8")
    listed = json.loads(contents(tmp_path)["catalog.json"])["schemas"]
    assert listed[0]["url"] == "https://example.org/lib/schemas/case-study.json"
    assert {entry["url"] for entry in json.loads(contents(ROOT)["catalog.json"])["schemas"]} == {
        f"{name}.json" for name in PATTERNS
    }


def patterns_of(part):
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "pattern" and isinstance(value, str))
        yield from (key for key in part.get("patternProperties", ()))
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from patterns_of(inner)


def test_every_pattern_is_one_that_editors_and_browsers_read():
    """JavaScript reads patterns with its strict "u" flag, where a needless backslash is an error."""
    if not shutil.which("node"):
        pytest.skip("no node here to read the patterns")
    found = sorted({pattern for schema in MADE.values() for pattern in patterns_of(schema)})
    assert len(found) > 8
    script = "for (const p of JSON.parse(process.argv[1])) new RegExp(p, 'u')"
    done = subprocess.run(
        ["node", "-e", script, json.dumps(found)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
