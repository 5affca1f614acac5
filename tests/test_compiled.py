"""The compiled core, where it is what runs: every module that should be compiled is."""

from __future__ import annotations

import importlib
import tomllib

import pytest

import diplomata.reading
from reading_support import ROOT

COMPILED = not diplomata.reading.__file__.endswith(".py")

pytestmark = pytest.mark.skipif(not COMPILED, reason="the core is not compiled here: make test-compiled")


def test_every_module_that_is_listed_is_compiled() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    left = {ROOT / name.lstrip("/") for name in hook["exclude"]}
    paths = [path for pattern in hook["include"] for path in ROOT.glob(pattern.lstrip("/")) if path not in left]
    assert paths
    for path in paths:
        name = ".".join(path.relative_to(ROOT / "pipeline").with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        assert str(module.__file__).endswith((".so", ".pyd")), f"{name} runs uncompiled"
