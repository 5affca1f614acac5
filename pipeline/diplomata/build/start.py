"""A new edition: settings, one short record, a page that says what is where, and how it is published."""

from __future__ import annotations

import json
from pathlib import Path

from diplomata.build.workflows import workflows
from diplomata.errors import UsageError
from diplomata.files import write_atomic

_SETTINGS = """\
# The settings of this edition. What is not set is not shown; every key can be left out.
title = {title}
# subtitle = ""
# description = "What the reader should know first."
language = "en"
# publisher = ""
# editors = ["First Last"]
# licence = "Free to reuse."
# licence-url = "https://creativecommons.org/publicdomain/zero/1.0/"
version = "0.1"
status = "draft"            # or "published"
# url = "https://edition.example.org"
# accent = "#8c2f1b"        # the one colour of the site
"""

_RECORD = """\
Title: Conversation on the Ferry between Mara Lund and Oto Kern
Date: 3 May 1962
Source: Archive of the Ferry Company, Box 1, Folder 4. Translated by Ines Adler.
Original language: Danish

The conversation took place on the upper deck, in the rain.

Mara Lund: Your minister wrote that the bridge will be open by the autumn. Of which year?

Oto Kern: He did not say. (Laughter.) He is a careful man.

Mara Lund: Then we shall keep the ferry [for the winter]. I have told the captain so.

Oto Kern: The captain told me first.
"""

_README = """\
# {title}

- `edition.toml`: the settings.
- `records/`: the records, one plain-text file each. The first one is invented; put your own beside it
  and take it away.
- `xml/`: their TEI, written by the converter. A file that you correct by hand is not overwritten.
- `site/`: the edition, for any web server or none: open `site/index.html`.

Build what changed:

    diplomata build

On GitHub or GitLab the edition is validated and published at every push, by `.github/workflows/edition.yml` or
`.gitlab-ci.yml`: commit `records/` and `xml/`; `site/` is made there. Delete what you do not use.
"""


def new_edition(folder: Path) -> list[Path]:
    """Lay out a new edition in ``folder`` and return the files, the settings first.

    Raises :class:`~diplomata.errors.UsageError` when the folder holds anything already or cannot be written;
    nothing is changed then.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(
                f"{folder}: the folder is not empty; nothing was written",
                hint="Name a new folder. To work on an edition that is there, use: diplomata build",
            )
        title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "New edition"
        files = {
            "edition.toml": _SETTINGS.format(title=json.dumps(title, ensure_ascii=False)),
            "records/ferry.txt": _RECORD,
            "README.md": _README.format(title=title),
            **workflows(),
        }
        for name, text in files.items():
            write_atomic(folder / name, text.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(f"{folder}: the edition cannot be written: {error.strerror or error}") from error
    return [folder / name for name in files]
