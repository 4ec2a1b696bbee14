"""The keys of the data files change only on purpose."""

from pathlib import Path

from contract import STORED, listing


def test_the_contract_is_as_it_is_written_down(example):
    stored = STORED.read_text(encoding="utf-8").splitlines()
    now = listing(example)
    gone, new = sorted(set(stored) - set(now)), sorted(set(now) - set(stored))
    told = "\n".join([*(f"- {line}" for line in gone), *(f"+ {line}" for line in new)])
    assert now == stored, (
        f"The data contract has changed:\n{told}\n"
        "A key may be added within a version; none may be renamed, taken away or given another type. "
        "Say in CHANGELOG-DATA.md what changed, then run: python tests/open_data/contract.py"
    )


def test_a_key_that_is_renamed_or_has_another_type_is_noticed(example):
    before = set(listing(example))
    path = "api/v1/items.json"
    renamed = {**example, path: example[path].replace(b'"summary":', b'"abstract":')}
    assert {line.split()[1] for line in before ^ set(listing(renamed))} == {
        ".items[].summary",
        ".items[].abstract",
    }
    retyped = {**example, path: example[path].replace(b'"schema": 1', b'"schema": "1"')}
    assert before ^ set(listing(retyped)) == {
        "api/v1/items.json .schema integer",
        "api/v1/items.json .schema string",
    }
    csv = "api/v1/csv/items.csv"
    assert before ^ set(listing({**example, csv: example[csv].replace(b"item,title", b"item,name", 1)}))


def test_the_change_log_tells_of_every_file(example):
    log = (Path(__file__).parents[2] / "CHANGELOG-DATA.md").read_text(encoding="utf-8")
    missing = [
        path
        for path in example
        if path.startswith("api/v1/") and "/items/" not in path and "/schemas/" not in path
        if f"`{path.removeprefix('api/v1/')}`" not in log
    ]
    assert not missing
