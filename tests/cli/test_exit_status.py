"""Exit status: 0 nothing at or above the failing level, 1 findings, 2 the command could not run."""

import os
import shlex
import signal
import subprocess
import sys
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_runs import command, one_line, spawn

from wwis_evidence import __version__

DAY = ("--as-of", "2026-11-21")


@pytest.mark.parametrize("name", ["check", "rate", "fmt"])
def test_a_valid_library_gives_0(wwis, root, name):
    said = wwis(name, "--library", root)
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("name", ["check", "rate"])
def test_an_error_in_the_library_gives_1(wwis, faulty, name):
    assert wwis(name, "--library", faulty).status == 1


def test_a_warning_alone_gives_0(wwis, root):
    case = root / "casestudies/walking-bus.yaml"
    case.write_text(case.read_text().replace("limits: One school only.\n", ""))
    said = wwis("check", "--library", root)
    assert said.status == 0
    assert "1 warning in 3 case studies and 3 reviews; no errors." in said.out


def test_rate_still_prints_all_that_can_be_rated(wwis, root):
    (root / "casestudies/walking-bus.yaml").write_text("title: [\n")
    said = wwis("rate", "--library", root)
    assert said.status == 1
    assert "Good, 3rd of 4" in said.out
    assert "2 items." in said.out
    assert one_line(said.err)
    assert "1 file has errors" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chek",),
        ("check", "--formt", "json"),
        ("check", "--format", "xml"),
        ("check", "--as-of", "2026-02-30"),
        ("check", "--as-of", "20260201"),
        ("check", "--as-of", "yesterday"),
        ("check", "--as-of", "\x1b[31m"),
        ("check", "more", "than\n\x1b[31mone"),
        ("rate", "one", "two"),
        ("serve", "--port", "x"),
        ("build", "--site-url", ""),
        ("build", "--site-url", "library.example.org"),
        ("build", "--site-url", "http://example.org/"),
        ("build", "--site-url", "javascript:alert(1)"),
        ("build", "--site-url", "https://example.org/?a=1"),
        ("build", "--site-url", "https://example.org/#a"),
        ("build", "--site-url", "https://someone@example.org/"),
        ("build", "--site-url", "https://example.org/a b\x1b[31m"),
        ("build", "--site-url", f"https://example.org/{'x' * 30_000}"),
        ("init", "a", "b"),
        ("init", "--library", "x"),
        ("--library", "x", "check"),
    ],
)
def test_bad_arguments_give_2_and_one_clear_line(wwis, arguments):
    said = wwis(*arguments)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err), said.err
    assert said.err.strip().isprintable()
    assert "--help" in said.err


@pytest.mark.parametrize("name", ["check", "rate", "build", "fmt", "serve"])
@pytest.mark.parametrize("where", ["nowhere", "file", "empty", "long", "hostile"])
def test_a_folder_that_is_no_library_gives_2_and_one_clear_line(wwis, tmp_path, name, where):
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    path = {"long": tmp_path / ("x" * 5000), "hostile": tmp_path / "\x1b[31m\n"}.get(where, tmp_path / where)
    said = wwis(name, "--library", path)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err), said.err
    assert said.err.strip().isprintable()


def test_outside_a_library_the_folder_is_named(wwis, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert str(tmp_path) in wwis("check").err


def test_every_command_has_its_own_help(wwis):
    for name in ("check", "rate", "build", "serve", "fmt", "init"):
        said = wwis(name, "--help")
        assert said.status == 0
        assert said.out.startswith(f"usage: wwis-evidence {name}")
        assert max(map(len, said.out.splitlines())) <= 80, name
    assert wwis("--version").out == f"wwis-evidence {__version__}\n"


def test_an_unknown_slug_gives_2_and_the_nearest(wwis, root):
    said = wwis("rate", "early-tlak", "--library", root)
    assert (said.status, said.err) == (
        2,
        "wwis-evidence: there is no case study early-tlak; did you mean early-talk?\n",
    )
    assert one_line(wwis("rate", "\x1b[31m", "--library", root).err)


def test_a_slug_whose_file_has_errors_gives_2_and_says_so(wwis, root):
    (root / "casestudies/walking-bus.yaml").write_text("title: [\n")
    said = wwis("rate", "walking-bus", "--library", root)
    assert said.status == 2
    assert "has errors and cannot be rated" in said.err


def test_a_framework_at_fault_stops_rate_with_2_and_is_listed_by_check(wwis, root):
    (root / "framework.yaml").write_text("schema: 1\nkind: framework\n")
    said = wwis("rate", "--library", root)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    said = wwis("check", "--library", root)
    assert said.status == 1
    assert said.out.startswith("framework.yaml\n")
    assert "reviews/" not in said.out


def test_every_status_is_the_same_in_a_process_of_its_own(faulty, tmp_path):
    assert spawn("check", cwd=faulty).status == 1
    assert spawn("check", "--library", tmp_path).status == 2
    assert spawn("--version").status == 0


# What the day changes


def test_the_day_decides_what_is_due(wwis, root):
    assert "Due for review" not in wwis("rate", "--library", root, "--as-of", "2028-03-01").out
    assert "Due for review" in wwis("rate", "--library", root, "--as-of", "2028-03-02").out
    early = wwis("rate", "--library", root, "--as-of", "0001-01-01")
    assert early.status == 1, "on that day everything in the files was still to come"
    assert "Waiting for reviewers" in early.out
    assert wwis("rate", "--library", root, "--as-of", "9999-12-31").status == 0


def test_without_a_day_it_is_today_in_london(wwis, root):
    today = datetime.now(ZoneInfo("Europe/London")).date()
    out = wwis("rate", "--format", "json", "--library", root).out
    assert any(f'"as_of": "{day}"' in out for day in (today, today + timedelta(days=1)))


# Building and serving


def test_build_refuses_while_there_are_errors_and_leaves_an_earlier_site(wwis, faulty):
    site = faulty / "build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("earlier")
    said = wwis("build", "--library", faulty, *DAY)
    assert (said.status, said.out) == (1, "")
    assert "casestudies/walking-bus.yaml\n  5:8  error  unknown-word\n" in said.err
    assert said.err.endswith("nothing was published; an earlier site is as it was.\n")
    assert [path.name for path in (faulty / "build").rglob("*")] == ["site", "index.html"]
    assert (site / "index.html").read_text() == "earlier"


def test_build_refuses_without_an_earlier_site_and_makes_nothing(wwis, faulty):
    assert wwis("build", "--library", faulty).status == 1
    assert not (faulty / "build").exists()


def test_serve_without_a_site_gives_2_and_says_what_to_do(wwis, root):
    said = wwis("serve", "--library", root)
    assert said.status == 2
    assert "wwis-evidence build" in said.err
    assert one_line(said.err)


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_serve_with_a_port_that_is_none_gives_2(wwis, root, port):
    (root / "build/site").mkdir(parents=True)
    (root / "build/site/index.html").write_text("hello")
    said = wwis("serve", "--library", root, "--port", port)
    assert said.status == 2
    assert one_line(said.err)


def test_serve_answers_on_this_computer_only_until_it_is_stopped(root):
    (root / "build/site").mkdir(parents=True)
    (root / "build/site/index.html").write_text("hello")
    with subprocess.Popen(
        command("serve", "--library", root, "--port", "0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where these tests run in the background, Ctrl+C may be ignored, and what is started inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs
    ) as server:
        address = server.stdout.readline().decode().split()[4]
        assert address.startswith("http://127.0.0.1:")
        assert urllib.request.urlopen(address, timeout=10).read() == b"hello"  # noqa: S310
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=10)
    assert (server.returncode, out.strip(), err) == (0, b"", b"")


# Where the answer goes


def test_an_answer_that_nobody_reads_to_the_end_is_no_complaint():
    starter = Path(sys.modules["wwis_evidence"].__file__).parent / "starter"
    with subprocess.Popen(
        command("rate", "--format", "json", "--library", starter),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


def test_without_a_standard_output_the_exit_status_is_the_answer(faulty):
    closed = f"{shlex.join(command('check', '--library', faulty))} >&-"
    done = subprocess.run(["sh", "-c", closed], stderr=subprocess.PIPE, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_clear_line(root):
    with Path("/dev/full").open("wb") as full:
        said = spawn("rate", "--library", root, stdout=full)
    assert said.status == 2
    assert one_line(said.err), said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_a_finding_and_no_end(wwis, root):
    (root / "reviews/early-talk").chmod(0)
    said = wwis("check", "--library", root)
    (root / "reviews/early-talk").chmod(0o755)
    assert said.status == 1
    assert "a folder that may not be read" in said.out
