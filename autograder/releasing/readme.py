"""The README of a student folder, in English and Korean."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.model import Assignment, Device
from autograder.model.report import number

FILE_WORDS = {
    "provided.py": "code you are given; import it, do not change it · 주어지는 코드 (고치지 않고 import해서 씁니다)",
    "requirements.txt": "the packages you need · 필요한 패키지",
}


def readme(assignment: Assignment, notebook: str, others: Iterable[str]) -> str:
    """How to work, how to hand in, how points work, what the limits are.

    Args:
        assignment: what the manifest says.
        notebook: name of the notebook in the folder.
        others: names of the other files in it.

    """
    return "\n".join(
        (
            f"# {_title(assignment)}\n",
            _files(notebook, others),
            _how_to_work(notebook),
            _how_to_hand_in(assignment.submission_file, notebook),
            _points(assignment),
            _limits(assignment),
        )
    )


def _title(assignment: Assignment) -> str:
    titles = dict.fromkeys(title for title in (assignment.title.en, assignment.title.ko) if title)
    return " · ".join(titles) or assignment.name


def _files(notebook: str, others: Iterable[str]) -> str:
    rows = [f"- `{notebook}`: the assignment; you write in it · 과제 노트북. 여기에 풀이를 씁니다"]
    rows += [f"- `{name}`: {FILE_WORDS.get(name, 'used by the notebook · 노트북에서 쓰는 파일')}" for name in others]
    return "\n".join(rows) + "\n"


def _how_to_work(notebook: str) -> str:
    return f"""## How to work · 과제를 푸는 방법

```
python -m venv .venv
. .venv/bin/activate             # Windows: .venv\\Scripts\\activate
pip install -r requirements.txt
jupyter lab {notebook}
```

Each exercise is one cell with `raise NotImplementedError(...)` in it. Write your solution in place of that line; keep
the name and the arguments. The cell below holds public checks: it says so if they hold and raises if not. You may add
cells, helper functions and imports. On Colab, upload the whole folder.

문제마다 `raise NotImplementedError(...)` 가 들어 있는 셀이 하나 있습니다. 그 줄 대신 풀이를 쓰고, 이름과 인자는
그대로 두세요. 바로 아래 셀은 공개 검사입니다. 맞으면 통과했다고 알려 주고 틀리면 오류를 냅니다. 셀, 도우미 함수,
import는 자유롭게 더해도 됩니다. Colab에서는 폴더 전체를 올리세요.
"""


def _how_to_hand_in(file: str, notebook: str) -> str:
    rename = "" if file == notebook else f" (made of `{notebook}`)"
    return f"""## How to hand in · 제출

Restart the kernel, run all cells (exercises you left out may raise), save, and hand in `{file}`{rename}. Clear large
outputs first.

커널을 다시 시작하고 모든 셀을 실행한 뒤(풀지 않은 문제에서 오류가 나는 것은 괜찮습니다) 저장하고 `{file}` 파일을
제출하세요. 출력이 크면 먼저 지우세요.
"""


def _points(assignment: Assignment) -> str:
    rows = "\n".join(
        f"| `{exercise.id}` | {number(exercise.points)} | {', '.join(_shown(exercise.devices))} |"
        for exercise in assignment.exercises
    )
    return f"""## Points · 점수

| exercise · 문제 | points · 점수 | devices · 장치 |
|---|---|---|
{rows}
| total · 합계 | {number(assignment.points)} | |

Hidden tests decide the points: they compare what you wrote with a reference, on other inputs. The public checks are
examples of them; passing these is necessary and not enough. A test gives all of its points or none. How you write a
solution is up to you: every right one earns full points. An exercise with several devices must be right on each of
them, so create new tensors on the device of the inputs: `torch.zeros(3, device=x.device)`.

점수는 비공개 테스트가 정합니다. 다른 입력에서 여러분의 풀이를 기준 풀이와 비교합니다. 공개 검사는 그 예이므로
통과해도 만점이 아닐 수 있습니다. 테스트 하나의 점수는 전부 아니면 0점입니다. 푸는 방식은 자유이고, 맞는 풀이는
모두 만점입니다. 장치가 여럿인 문제는 각 장치에서 맞아야 하니 새 텐서는 입력과 같은 장치에 만드세요.
"""


def _shown(devices: Iterable[Device]) -> Iterable[str]:
    """To a student the emulated accelerator is the GPU it stands for."""
    return dict.fromkeys("CPU" if device is Device.CPU else "GPU" for device in devices)


def _limits(assignment: Assignment) -> str:
    limits = assignment.limits
    packages = ", ".join(f"`{name}`" for name in assignment.preload)
    return f"""## Limits · 제한

| | limit · 제한 |
|---|---|
| one call of your function · 함수 호출 한 번 | {limits.call_seconds:g} s |
| loading the notebook · 노트북 불러오기 | {limits.load_seconds:g} s |
| everything · 전체 | {limits.total_seconds:g} s |
| memory · 메모리 | {limits.memory_mb} MiB |
| printed text · 출력 | {limits.output_kb} KiB |

Your code is graded without network, without other programs and without files to write. It can import {packages}
and what comes with Python. Definitions and what they need are run; training loops, plots and prints outside functions
are left out.

채점할 때에는 네트워크, 다른 프로그램, 파일 쓰기를 쓸 수 없습니다. {packages} 및 파이썬 표준 라이브러리를
import할 수 있습니다. 정의와 정의에 필요한 것만 실행하며, 함수 밖의 학습 반복문, 그림, 출력은 실행하지 않습니다.
"""
