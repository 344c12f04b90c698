"""The two programs Gradescope calls, and the file each of its images begins with.

``setup.sh`` runs once, as root, when the image is built; ``run_autograder`` once for each submission. The variable
``AUTOGRADER_ROOT`` names another folder than ``/autograder``; Gradescope does not set it.
"""

SETUP = """\
#!/bin/sh
# Gradescope runs this once, as root, when it builds the image: our package and its libraries, in versions that were
# tried together, in an environment of their own.
set -eu
root=${AUTOGRADER_ROOT:-/autograder}

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in python3.13 python3.12 python3.11 python3; do
        if fits "$python"; then return 0; fi
    done
    return 1
}

if ! find_python; then
    apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
    find_python || { echo "no Python 3.11 or newer: choose Ubuntu 24.04 as the base image"; exit 1; }
fi
"$python" -m venv "$root/venv"
# The index has PyTorch without CUDA, 200 MB instead of 3 GB; there is no GPU here.
"$root/venv/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check \\
    --extra-index-url https://download.pytorch.org/whl/cpu \\
    --constraint "$root/source/constraints.txt" --requirement "$root/source/requirements.txt" "$root"/source/*.whl
"""

RUN = """\
#!/bin/sh
# Gradescope runs this once for each submission. What is there if everything else is killed comes first.
root=${AUTOGRADER_ROOT:-/autograder}
mkdir -p "$root/results"
cp "$root/source/stopped.json" "$root/results/results.json"
"$root/venv/bin/python" -I -m autograder.integrations.gradescope.run "$root"
"""

STOPPED = (
    "The grader was stopped before it finished. This is no verdict on your work: submit again, and tell the course "
    "staff if it happens again. / 채점이 끝나기 전에 중단되었습니다. 제출물에 대한 평가가 아닙니다. 다시 제출해 보고, "
    "반복되면 담당자에게 알려 주세요."
)
LATE = (
    "The grader did not finish in the time the platform allows. This is no verdict on your work; the course staff can "
    "run it again. / 플랫폼이 허용하는 시간 안에 채점이 끝나지 않았습니다. 제출물에 대한 평가가 아니며, 담당자가 "
    "다시 채점할 수 있습니다."
)
FAULT = (
    "The grader had a fault of its own. This is no verdict on your work; the course staff can see what happened. / "
    "채점 프로그램에 오류가 있었습니다. 제출물에 대한 평가가 아니며, 담당자가 원인을 확인할 수 있습니다."
)
UNREADABLE = "Your work could not be read, so it was not graded. / 제출물을 읽을 수 없어 채점하지 못했습니다. "
