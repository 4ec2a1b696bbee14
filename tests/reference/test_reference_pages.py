"""The pages that are made from the program say what the program says."""

import argparse
import dataclasses
import re
from importlib import import_module

import commands_page
import pytest
import python_page
from make import GUIDES, PAGES

import wwis_evidence
from wwis_evidence.cli.main import COMMANDS, parser_of


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_program_makes_it_now(name):
    assert (GUIDES / name).read_text("utf-8") == PAGES[name](), "to make it anew: make pages"


def parsers(parser):
    yield parser
    for inner in commands_page._inner(parser).values():
        yield from parsers(inner)


def test_every_command_and_every_option_is_told_with_its_help():
    page = " ".join(PAGES["commands.md"]().split())
    top, *others = parsers(parser_of(COMMANDS))
    assert len(others) > len(COMMANDS)
    for parser in others:
        told = page.split(f"# {parser.prog.removeprefix('wwis-evidence ')} ", 1)[1].split(" ## ", 1)[0]
        told = told.replace("`", "")  # options stand as code
        assert commands_page.plain(parser.description) in told
        for action in parser._actions:
            if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
                continue
            assert commands_page.plain(" ".join(action.help.split())) in told, action
            assert all(option in told for option in action.option_strings[-1:]), action
    assert top.prog == "wwis-evidence"


def test_an_option_without_help_is_refused():
    parser = argparse.ArgumentParser(prog="wwis-evidence planted", description="Planted.")
    parser.add_argument("--unexplained")
    with pytest.raises(AssertionError, match="does not say what it does"):
        list(commands_page._command("planted", parser, "##"))


def test_the_width_of_the_terminal_changes_nothing(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert PAGES["commands.md"]() == (GUIDES / "commands.md").read_text("utf-8")
    usages = re.findall(r"```text\n(.*?)```", PAGES["commands.md"](), re.DOTALL)
    assert len(usages) > len(COMMANDS)
    assert all(len(line) <= commands_page.WIDTH for usage in usages for line in usage.splitlines())


def test_everything_that_the_package_offers_is_on_the_page_about_it():
    page = PAGES["python-reference.md"]()
    offered = {name for name in wwis_evidence.__all__ if f"\n### {name}\n" in page}
    assert offered == set(wwis_evidence.__all__)


def test_every_field_of_a_value_is_explained():
    page = PAGES["python-reference.md"]()
    values = [getattr(wwis_evidence, name) for name in python_page.VALUES]
    for path in python_page.WITHIN:
        module, _, name = path.rpartition(".")
        values.append(getattr(import_module(f"wwis_evidence.{module}"), name))
    for value in values:
        told = page.split(f"\n### {value.__name__}\n", 1)[1].split("\n### ", 1)[0]
        named = set(re.findall(r"^- `(\w+)[:(]", told, re.MULTILINE))
        assert named
        if value.__name__ not in python_page.SHOWN:
            assert {field.name for field in dataclasses.fields(value)} <= named, value
