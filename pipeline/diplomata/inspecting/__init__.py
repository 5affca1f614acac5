"""How a record was read: each line and what it became, the layout and the speakers with the evidence for them.

:class:`Inspection` puts it into values, :mod:`~diplomata.inspecting.terminal` and
:mod:`~diplomata.inspecting.notebook` show them.
"""

from __future__ import annotations

from diplomata.inspecting.account import Inspection, LabelReading, LayoutReading, LineReading, Stretch

__all__ = ["Inspection", "LabelReading", "LayoutReading", "LineReading", "Stretch"]
