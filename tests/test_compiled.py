"""The compiled core: what is listed can be compiled, and where the compiled core is what runs, all of it is."""

from __future__ import annotations

import ast
import importlib
import tomllib
from pathlib import Path

import pytest

import diplomata.reading
from reading_support import ROOT

COMPILED = not diplomata.reading.__file__.endswith(".py")


def _listed() -> list[Path]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    left = {ROOT / name.lstrip("/") for name in hook["exclude"]}
    return [path for pattern in hook["include"] for path in ROOT.glob(pattern.lstrip("/")) if path not in left]


def _unpacked_members(code: str) -> list[int]:
    """The lines on which something is looked for in a display that unpacks: mypyc stops at ``in (*some, "x")``."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Compare)
        for operator, operand in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.In | ast.NotIn) and isinstance(operand, ast.Tuple | ast.List | ast.Set)
        if any(isinstance(element, ast.Starred) for element in operand.elts)
    ]


def test_nothing_that_is_listed_stops_the_compiler() -> None:
    assert _unpacked_members('found = 1\nmark in (*MARKS, "#")') == [2]
    assert _listed()
    found = [f"{path.name}:{line}" for path in _listed() for line in _unpacked_members(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.skipif(not COMPILED, reason="the core is not compiled here: make test-compiled")
def test_every_module_that_is_listed_is_compiled() -> None:
    assert _listed()
    for path in _listed():
        name = ".".join(path.relative_to(ROOT / "pipeline").with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        assert str(module.__file__).endswith((".so", ".pyd")), f"{name} runs uncompiled"
