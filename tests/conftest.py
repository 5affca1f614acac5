"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on request only; a person reads the difference."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files of tests/cases")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files shall be rewritten."""
    return bool(request.config.getoption("--update-golden"))
