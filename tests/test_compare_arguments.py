"""What a call did to its arguments: values, gradients, containers, identity (SEMANTICS 9, 20)."""

import pytest
import torch

from autograder.compare import (
    Inputs,
    Kind,
    Mismatch,
    Rules,
    compare_arguments,
    double_precision_copy,
    hold,
    independent_copy,
)
from autograder.errors import AuthoringError


def after(student, reference, arguments, **options):
    """Run both on copies as ``agree`` does, and compare the arguments."""
    mine, right, exact = (
        hold(independent_copy(arguments)),
        hold(independent_copy(arguments)),
        hold(double_precision_copy(arguments)),
    )
    student(*mine.arguments)
    reference(*right.arguments)
    reference(*exact.arguments)
    compare_arguments(mine, right, precise=exact, inputs_scale=Inputs(arguments), **options)


def weight(*shape, gradient=True, seed=0):
    generator = torch.Generator().manual_seed(seed)
    w = torch.randn(*shape, generator=generator, requires_grad=True)
    w.grad = torch.randn(*shape, generator=generator) if gradient else None
    return w


def step(tensors, rate=0.1):
    with torch.no_grad():
        for w in tensors:
            if w.grad is not None:
                w.sub_(rate * w.grad)
                w.grad = None


def step_with_zeros(tensors, rate=0.1):
    for w in tensors:
        if w.grad is not None:
            w.data = w.data + w.grad * -rate
            w.grad.zero_()


def test_right_steps_are_accepted():
    for student in (step, step_with_zeros):
        after(student, step, ([weight(3, 4), weight(5, seed=1)],))


def step_keeping_gradients(tensors, rate=0.1):
    for w in tensors:
        w.data -= rate * w.grad


def test_one_tensor_twice_moves_twice():
    w = weight(3)
    after(step_keeping_gradients, step_keeping_gradients, ([w, w],))
    with pytest.raises(Mismatch, match=r"arguments\[0\]\[0\]: after the call"):
        after(lambda tensors: step_keeping_gradients(set(tensors)), step_keeping_gradients, ([w, w],))


@pytest.mark.parametrize(
    "student, kind",
    [
        (lambda tensors: None, Kind.SIDE_EFFECT),
        (lambda tensors: step(tensors, -0.1), Kind.SIDE_EFFECT),
        (lambda tensors: step(tensors[:1]), Kind.SIDE_EFFECT),
        (lambda tensors: [step(tensors), tensors.pop()], Kind.SIDE_EFFECT),
        (lambda tensors: [step(tensors), tensors.reverse()], Kind.SIDE_EFFECT),
        (lambda tensors: [t.data.sub_(0.1 * t.grad) for t in tensors], Kind.GRADIENT),
        (lambda tensors: [step(tensors), [t.detach_() for t in tensors]], Kind.GRADIENT),
    ],
)
def test_wrong_side_effects_are_refused(student, kind):
    with pytest.raises(Mismatch, match=r"^arguments\[0\]") as found:
        after(student, step, ([weight(3, 4), weight(5, seed=1)],))
    assert found.value.kind is kind, found.value


def test_replacing_an_item_is_not_a_change_in_place():
    """The values in the list are right, the tensors the caller holds are not."""

    def replacing(tensors):
        for i, old in enumerate(tensors):
            tensors[i] = (old - 0.1 * old.grad).detach().requires_grad_()
            tensors[i].grad = old.grad

    with pytest.raises(Mismatch, match=r"arguments\[0\]\[0\]: replaced by a new object") as found:
        after(replacing, step_keeping_gradients, ([weight(3)],))
    assert found.value.kind is Kind.ALIASING
    after(replacing, step_keeping_gradients, ([weight(3)],), rules=Rules(in_place=False))


def test_an_object_taken_out_of_its_list_is_still_checked():
    def clear(tensors):
        tensors.clear()

    with pytest.raises(Mismatch, match=r"arguments\[0\]\[0\] \(as passed\): after the call"):
        after(lambda ts: [ts[0].data.zero_(), ts.clear()], clear, ([weight(3)],))
    after(clear, clear, ([weight(3)],))


def test_an_input_that_must_stay_is_refused_when_changed():
    with pytest.raises(Mismatch, match=r"arguments\[0\]: after the call 4 of 4 differ") as found:
        after(lambda x: x.zero_(), lambda x: x.sum(), (torch.ones(4),))
    assert (found.value.kind, found.value.facts.cause) == (Kind.SIDE_EFFECT, Kind.VALUES)


def test_a_gradient_left_on_an_input_is_refused():
    x = torch.ones(4, requires_grad=True)
    with pytest.raises(Mismatch, match=r"arguments\[0\].grad: ") as found:
        after(lambda x: (x * x).sum().backward(), lambda x: 2 * x, (x,))
    assert found.value.kind is Kind.GRADIENT


@pytest.mark.parametrize(
    "student",
    [
        lambda log: None,
        lambda log: log.append(2),
        lambda log: log.insert(0, 1.0),
        lambda log: log.append([1.0]),
        lambda log: log.extend([1.0, 1.0]),
    ],
)
def test_lists_are_compared_afterwards(student):
    with pytest.raises(Mismatch, match=r"arguments\[0\]") as found:
        after(student, lambda log: log.append(1.0), ([5.0],))
    assert found.value.kind is Kind.SIDE_EFFECT


def test_dicts_are_compared_afterwards():
    def count(state):
        state["step"] = state.get("step", 0) + 1

    after(count, count, ({"w": torch.ones(2)},))
    with pytest.raises(Mismatch, match=r"arguments\[0\]: after the call missing 'step'"):
        after(lambda state: None, count, ({},))
    with pytest.raises(Mismatch, match=r"arguments\[0\]\['step'\]: after the call 2 instead of 1"):
        after(lambda state: state.update(step=2), count, ({},))


def test_a_view_beside_its_base_sees_the_change():
    x = torch.arange(6.0).reshape(2, 3)
    after(lambda x, row: x[0].add_(1), lambda x, row: row.add_(1), (x, x[0]))


def test_aliasing_among_arguments_on_request():
    def share(state):
        state["m"] = state["v"] = torch.zeros(2)

    def separate(state):
        state["m"], state["v"] = torch.zeros(2), torch.zeros(2)

    after(share, separate, ({},))
    with pytest.raises(Mismatch, match=r"\['v'\]: is one object with arguments\[0\]\['m'\] although"):
        after(share, separate, ({},), rules=Rules(aliasing=True))


def test_cyclic_arguments_end():
    after(lambda a: a.append(a), lambda a: a.append(a), ([1],))
    with pytest.raises(Mismatch, match="after the call"):
        after(lambda a: a.append(a), lambda a: a.append([1]), ([1],))


def test_callables_and_handles_among_arguments_are_left_alone():
    function, arguments = (lambda x: x), ([1.0],)
    mine, right = (hold((independent_copy(arguments), function)) for _ in range(2))
    compare_arguments(mine, right)


def test_unequal_copies_are_the_graders_fault():
    with pytest.raises(AuthoringError, match="not given equal arguments"):
        compare_arguments(hold([[1], 2]), hold([(1,), 2]))
