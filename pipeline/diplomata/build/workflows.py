"""What a new edition brings for hosts of repositories: it is validated and published there at every push.

They publish the TEI that is in the repository, as it is: what was corrected in it by hand stands, and nothing is
converted where nobody sees it.
"""

from __future__ import annotations

from diplomata import __version__

_GITHUB = """\
# Validates the TEI at every push, and publishes it on GitHub Pages from the branch main.
# Once, in the settings of the repository, under "Pages", choose "GitHub Actions" as the source.
name: Edition

on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:

permissions:
  contents: read

jobs:
  edition:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - name: Install
        run: pip install "diplomata=={version}"
      - name: Validate
        run: diplomata validate --format github xml
      - name: Publish
        run: diplomata publish xml --to site
      - if: github.ref == 'refs/heads/main'
        uses: actions/upload-pages-artifact@v3
        with:
          path: site

  pages:
    if: github.ref == 'refs/heads/main'
    needs: edition
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    concurrency: pages
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# Validates the TEI at every push, and publishes it on GitLab Pages from the default branch.
image: python:3.13

default:
  before_script:
    - pip install "diplomata=={version}"

edition:
  stage: test
  script:
    - diplomata validate xml

# GitLab publishes the folder "public" of the job "pages".
pages:
  stage: deploy
  script:
    - diplomata publish xml --to public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""

_IGNORED = """\
# Made anew from the records and the TEI.
/site/
/public/
/.diplomata/
"""


def workflows() -> dict[str, str]:
    """The files, by their names in the edition's folder. The version that they install is the one that runs now."""
    return {
        ".github/workflows/edition.yml": _GITHUB.format(version=__version__),
        ".gitlab-ci.yml": _GITLAB.format(version=__version__),
        ".gitignore": _IGNORED,
    }
