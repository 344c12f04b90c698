"""Formgrader in a browser: our scores and comments, and nothing a student wrote as markup."""

import html
import json
import os
import re
import shutil
import subprocess
import urllib.request
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from nbgrader_course import PROGRAMS, RIGHT, NbgraderCourse, small_project

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--virtual-time-budget=20000", "--dump-dom"),
)
SCRIPT = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>'
HOSTILE = {
    "add": "def add(a, b):\n    return a",
    "scale": f"import sys\n\ndef scale(x, factor):\n    print({SCRIPT!r})\n    raise ValueError({SCRIPT!r})",
}
LOADED = "data:text/html,<script>parent.document.title='taken'</script>"
MARKDOWN = f"""{SCRIPT}

<svg onload="document.title='taken'"></svg> <iframe src="{LOADED}"></iframe> [link](javascript:document.title='taken')
<a href="javascript:1">1</a> <b>bold</b> `x<y` $a<b$
"""
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def formgrader(tmp_path_factory):
    """Opens pages of the formgrader of a graded course."""
    root = tmp_path_factory.mktemp("formgrader")
    course = NbgraderCourse(root / "course", small_project(root / "project").root)
    course.init("small")
    course.nbgrader("generate_assignment", "small")
    course.submit("right", RIGHT)
    course.submit("hostile", HOSTILE, change=with_markup)
    course.nbgrader("autograde", "small")
    with served(course) as address:
        yield Browser(f"{address}formgrader/", root / "profile")


def with_markup(notebook):
    for kind in ("markdown", "raw"):
        notebook["cells"].append({"cell_type": kind, "id": f"own-{kind}", "metadata": {}, "source": MARKDOWN})


@contextmanager
def served(course):
    command = [PROGRAMS / "jupyter", "server", "--no-browser", "--port=0", "--ServerApp.password="]
    command += ["--IdentityProvider.token=", "--ServerApp.allow_root=True"]
    pipes = {"stderr": subprocess.PIPE, "stdout": subprocess.DEVNULL, "text": True}
    server = subprocess.Popen(command, cwd=course.folder, env=course.environment(), **pipes)
    try:
        address = next(found[0] for line in server.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=30)


class Browser:
    def __init__(self, address, profile):
        self.address, self.profile = address, profile

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return json.loads(answer.read())

    def page(self, path):
        """The document after its scripts have run."""
        root = ["--no-sandbox"] if os.getuid() == 0 else []
        command = [BROWSER, *OPTIONS, *root, f"--user-data-dir={self.profile}", self.address + path]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    def submission(self, student):
        entries = self.get("api/submitted_notebooks/small/small")
        return self.page(f"submissions/{next(entry['id'] for entry in entries if entry['student'] == student)}/")


class Elements(HTMLParser):
    """What a page is made of."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.title = set(), [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.last = tag

    def handle_data(self, data):
        if getattr(self, "last", "") == "title" and not self.title:
            self.title = data.strip()


def words(page):
    """What a person reads."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", shown)))


def test_the_list_of_submissions_shows_our_scores(formgrader):
    shown = words(formgrader.page("gradebook/small/small"))
    assert re.search(r"right 5 / 5", shown)
    assert re.search(r"hostile 0 / 5", shown)


def test_a_submission_is_shown_with_scores_and_comments(formgrader):
    page = formgrader.submission("hostile")
    shown = words(page)
    assert "Texts must be joined." in shown
    assert "Your code raised" in shown
    assert page.count("Texts must be joined.") >= 2  # below the tests and as a comment on the answer
    assert re.search(r'<input[^>]*class="score[^"]*"[^>]*placeholder="0"', page)


def test_nothing_a_student_wrote_becomes_markup(formgrader):
    page = formgrader.submission("hostile")
    elements = Elements(page)
    assert "document.title" in words(page)  # it is there, as text
    assert elements.title == "small"
    assert not elements.tags & {"svg", "iframe"}
    assert not [value for name, value in elements.attributes if name == "src" and value.startswith(("x", "data:"))]
    assert not [value for name, value in elements.attributes if name.startswith("on") and "title" in value]
    assert not [value for name, value in elements.attributes if name == "href" and "script:" in value.lower()]


def test_text_keeps_its_marks(formgrader):
    page = formgrader.submission("hostile")
    assert "<b>bold</b>" in page
    assert "<code>x&lt;y</code>" in page
    assert '<span class="k">def</span>' in page  # code has its colours
