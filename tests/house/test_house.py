"""What is promised of the house itself: its rooms, its files, its two commands."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from intake.migrate import config
from nghedan import main

ROOT = Path(__file__).parents[2]
TOP = {
    "bot", "intake", "routing", "admin", "tests", "docs", ".ci", "nghedan.py", "pyproject.toml", "README.md",
    "Makefile", "requirements.lock", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore",
}  # fmt: skip
SOURCES = sorted(path for room in ("bot", "intake", "routing", "admin") for path in (ROOT / room).rglob("*.py"))


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    return [name for name in listed if name]


def test_nothing_else_lies_at_the_top():
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock", "tests/emulator.lock"])
def test_every_pinned_version_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) > 20
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|--index|--find-links|file:", text)


def test_what_runs_is_pinned_the_same_where_it_is_tested():
    def pins(name):
        return dict(re.findall(r"^([\w.\-]+(?:\[[\w,]+\])?)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    runs, tests = pins("requirements.lock"), pins("tests/requirements.lock")
    assert runs.items() <= tests.items()


def test_every_file_of_the_sources_is_small():
    long = {str(path.relative_to(ROOT)): n for path in SOURCES if (n := path.read_text().count("\n")) > 300}
    assert {name for name in long if "migrations/versions" not in name} == set()


def test_the_gate_and_the_four_rooms_are_what_is_packed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["bot", "intake", "routing", "admin"]
    assert "nghedan.py" in wheel["force-include"]


def test_every_command_explains_itself(capsys):
    listed = subprocess.run(
        [sys.executable, "-m", "nghedan", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    commands = re.findall(r"^    (\w+) +\S", listed.stdout, re.MULTILINE)
    assert {"demo", "serve", "chat", "migrate", "seed", "doctor", "classify", "deadline", "audit", "bench"} <= set(
        commands
    )
    for command in commands:
        with pytest.raises(SystemExit, match=r"^0$"):
            main([command, "--help"])
        assert f"nghedan {command}" in capsys.readouterr().out


def test_nothing_committed_names_a_place_of_one_machine():
    strange = re.compile(r"/(?:work|tmp|root)/|\bpypi\.org\b|files\.pythonhosted")
    for name in tracked():
        path = ROOT / name
        if path.suffix in {".py", ".toml", ".md", ".lock", ".html", ".css", ".js", ".csv"} and path != Path(__file__):
            assert not strange.search(path.read_text(encoding="utf-8")), name
