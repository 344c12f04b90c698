"""What a student is told about a case that is right on the CPU and not on a GPU, real or emulated."""

from __future__ import annotations

import re

from autograder.grading.score import UNDECIDED
from autograder.model import CaseResult, Device, Kind, Outcome, TestResult, Text

_ON_CPU = Text(en="It works on the CPU.", ko="CPU에서는 맞습니다.")
_ON_GPU = Text(en="On a GPU it does not:", ko="GPU에서는 그렇지 않습니다.")
_ONLY_GPU = Text(en="On a GPU:", ko="GPU에서 실행하면:")
_TWO_DEVICES = Text(
    en="The arguments lie on the GPU, and a tensor of yours (a mask, an index, zeros) is created on the CPU. Create it "
    "where the arguments are: `device=x.device`, `torch.zeros_like(x)` or `x.new_zeros(...)`.",
    ko="인수는 GPU에 있는데 코드에서 만든 텐서(마스크, 인덱스, 영 텐서 등)는 CPU에 생깁니다. "
    "`device=x.device`, `torch.zeros_like(x)`, `x.new_zeros(...)`처럼 인수가 있는 곳에 만드세요.",
)
_STRAYED = Text(
    en="The result lies on the CPU. Create it where the arguments are, for example with `device=x.device`.",
    ko="결과가 CPU에 있습니다. `device=x.device`처럼 인수가 있는 곳에 만드세요.",
)
_NUMPY = Text(
    en="NumPy sees only what lies on the CPU. Compute with torch instead of `.numpy()`, `np.` or `math.` functions.",
    ko="NumPy는 CPU에 있는 값만 볼 수 있습니다. `.numpy()`나 `np.`, `math.` 함수 대신 torch로 계산하세요.",
)
_GENERATOR = Text(
    en="A random generator belongs to another device than the tensor it fills: `torch.Generator(device=x.device)`.",
    ko="난수 생성기의 장치가 채우려는 텐서의 장치와 다릅니다. `torch.Generator(device=x.device)`를 쓰세요.",
)
_SAID = (
    (re.compile("device type for generator"), _GENERATOR),
    (re.compile("to numpy|convert cuda"), _NUMPY),
    (re.compile("same device|either on cpu or on the same|two devices"), _TWO_DEVICES),
)
"""By what torch says; text of the student's, which chooses a sentence and is not repeated."""


def device_sentence(test: TestResult, case: CaseResult, reason: Text) -> Text:
    """The reason, with what the device has to do with it; as it is where it has nothing."""
    if case.device is Device.CPU or case.outcome in UNDECIDED:
        return reason
    beginning = [_ON_CPU, _ON_GPU] if _works_on_cpu(test) else [_ONLY_GPU]
    said = [*beginning, _why(case) or reason]
    return Text(en=" ".join(text.en for text in said), ko=" ".join(text.ko for text in said))


def _works_on_cpu(test: TestResult) -> bool:
    outcomes = {case.outcome for case in test.cases if case.device is Device.CPU}
    return outcomes == {Outcome.PASSED}


def _why(case: CaseResult) -> Text | None:
    if case.outcome is Outcome.FAILED and case.kind == Kind.DEVICE:
        return _STRAYED
    if case.outcome is not Outcome.ERROR:
        return None
    return next((sentence for said, sentence in _SAID if said.search(case.detail)), None)
