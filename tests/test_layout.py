"""The house: what is installed, who imports whom, and what must not stand in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("graph", "extractors", "exports")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def packages() -> Iterator[str]:
    """Yield the dotted name of every package of the library that lies in the tree."""
    for folder in FOLDERS:
        for init in (ROOT / folder).rglob("__init__.py"):
            yield ".".join(("khabar", *init.parent.relative_to(ROOT).parts))
    for init in (ROOT / "src/khabar").rglob("__init__.py"):
        parts = init.parent.relative_to(ROOT / "src").parts
        if len(parts) < 2 or parts[1] not in FOLDERS:
            yield ".".join(parts)


def package_of(path: Path) -> str:
    """Return the name of the package that a file of the library lies in."""
    parts = path.parent.relative_to(ROOT).parts
    return ".".join(parts[1:] if parts[0] == "src" else ("khabar", *parts))


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, relative ones resolved against its package."""
    package = package_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            yield start
            yield from (f"{start}.{name.name}" for name in node.names)


def test_every_package_is_listed() -> None:
    """setuptools installs what pyproject.toml lists and silently leaves out the rest."""
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(set(packages()))


def test_every_data_file_is_listed() -> None:
    """A file that is not Python is installed only where a pattern names it."""
    data = PROJECT["tool"]["setuptools"]["package-data"]
    homes = {"khabar.graph": "graph", "khabar.extractors": "extractors", "khabar.exports": "exports"}
    homes |= {"khabar": "src/khabar"}
    listed = {
        path for name, home in homes.items() for pattern in data.get(name, []) for path in (ROOT / home).glob(pattern)
    }
    present = {
        path
        for home in homes.values()
        for path in (ROOT / home).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and not is_link(path)
    }
    assert sorted(present - listed) == []


def is_link(path: Path) -> bool:
    """Does a path lead through one of the links in src/khabar?"""
    return any(parent.is_symlink() for parent in (path, *path.parents))


@pytest.mark.parametrize(
    ("folder", "others"), [("graph", FOLDERS[1:]), ("extractors", ("exports",)), ("exports", ("extractors",))]
)
def test_imports_run_one_way(folder: str, others: tuple[str, ...]) -> None:
    """graph imports neither of the others, they import graph and not each other, and none imports what stands above."""
    allowed = {"khabar.graph", f"khabar.{folder}"}
    for path in modules(folder):
        for name in imported(path):
            if name.split(".")[0] == "khabar" and name != "khabar":
                assert ".".join(name.split(".")[:2]) in allowed, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_between_folders_imports_are_relative(folder: str) -> None:
    """An absolute import of khabar would take the installed one, not the one beside it."""
    for path in modules(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                assert (node.module or "").split(".")[0] != "khabar", path.relative_to(ROOT)


def test_every_import_is_declared() -> None:
    """What the library imports is among its dependencies, not there by luck as a dependency of one of them."""
    extras = PROJECT["project"]["optional-dependencies"]
    of_users = [entry for extra, entries in extras.items() if extra != "dev" for entry in entries]
    entries = [*PROJECT["project"]["dependencies"], *of_users]
    declared = {re.split(r"[<>=~!\[ ]", entry)[0].lower() for entry in entries}
    distributions = packages_distributions()
    files = [path for folder in FOLDERS for path in modules(folder)]
    files += [path for path in modules("src/khabar") if not is_link(path)]
    for path in files:
        for name in {name.split(".")[0] for name in imported(path)} - {"khabar", ""}:
            if name not in sys.stdlib_module_names:
                homes = {home.lower() for home in distributions.get(name, [name])}
                assert homes & declared, (
                    f"{path.relative_to(ROOT)} imports {name}, which pyproject.toml does not declare"
                )


def test_a_public_name_is_no_folder() -> None:
    """``khabar.build`` must not be a function and a module at once: importing the module would hide the function."""
    import khabar

    files = {path.stem for path in (ROOT / "src/khabar").iterdir()}
    assert sorted(files & set(khabar.__all__)) == []


def test_the_manual_lists_every_page() -> None:
    """docs/index.md leads to every page of the manual and to none that is not there."""
    links = set(re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs/index.md").read_text(encoding="utf-8")))
    assert links == {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}


def tracked() -> list[Path]:
    """Return the files that git knows; none outside a checkout."""
    try:
        run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / name for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_one_machine() -> None:
    """The tree names no folder that exists on one machine only."""
    machine = re.compile(rb"(?<![\w.}])/(work|root|farm|tmp/bash_jobs|home/\w+)/")
    found = [path.relative_to(ROOT) for path in tracked() if machine.search(path.read_bytes())]
    assert [str(path) for path in found if path != Path(__file__).relative_to(ROOT)] == []


def test_links_are_relative() -> None:
    """The links in src/khabar lead to the folders at the root, wherever the checkout lies."""
    for folder in FOLDERS:
        link = ROOT / "src/khabar" / folder
        if link.is_symlink():  # a checkout on Windows has files in their place, and works
            assert link.readlink() == Path("../..") / folder
