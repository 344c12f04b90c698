"""Independent copies keep identity, views, leaves and gradients, and share nothing changeable (SEMANTICS 9, 11, 18)."""

from collections import Counter, OrderedDict

import numpy as np
import pytest
import torch

from autograder.compare import double_precision_copy, independent_copy, perturbed_copy
from autograder.errors import AuthoringError

COPIES = [independent_copy, double_precision_copy]


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 3, 0.5, 1j, "text", b"bytes", slice(1, 2), ..., torch.float32, torch.Size([1])),
        *([1, [2.0]], (1, [2]), {"a": [1]}, OrderedDict(a=1), {1, 2}, frozenset({(1, 2)}), [], ()),
    ],
)
def test_plain_values_are_rebuilt_with_their_exact_types(value, copy):
    made = copy(value)
    assert type(made) is type(value)
    assert made == value


@pytest.mark.parametrize("copy", COPIES)
def test_containers_are_independent(copy):
    value = {"a": [1, {2}], "b": OrderedDict(c=[3])}
    made = copy(value)
    made["a"][1].add(4)
    made["b"]["c"].append(5)
    assert value == {"a": [1, {2}], "b": OrderedDict(c=[3])}


@pytest.mark.parametrize("copy", COPIES)
def test_the_same_object_twice_stays_one_object(copy):
    x, a, row = torch.ones(2), np.ones(2), [1]
    made = copy([x, x, a, a, row, {"again": row}, (row,)])
    assert made[0] is made[1] is not x
    assert made[2] is made[3] is not a
    assert made[4] is made[5]["again"] is made[6][0] is not row
    made = copy([torch.ones(2), torch.ones(2)])
    assert made[0] is not made[1]


@pytest.mark.parametrize("copy", COPIES)
def test_cycles_stay_cycles(copy):
    value = [1, {}]
    value[1]["self"] = value
    made = copy(value)
    assert made[1]["self"] is made is not value


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize(
    "first, second",
    [
        (lambda x: x, lambda x: x[0]),
        (lambda x: x[0], lambda x: x),
        (lambda x: x.T, lambda x: x[1:, ::2]),
        (lambda x: x[1], lambda x: x[:, 2]),
        (lambda x: x.reshape(-1), lambda x: x),
        (lambda x: x[1:2].expand(5, 3), lambda x: x),
        (lambda x: x, lambda x: x.detach()),
    ],
)
def test_rule_9_views_share_one_storage_with_offset_and_strides(first, second, copy):
    base = torch.arange(9.0).reshape(3, 3)
    views = (first(base), second(base))
    made = copy(views)
    for mine, theirs in zip(made, views, strict=True):
        assert torch.equal(mine, theirs.to(mine.dtype))
        assert (mine.stride(), mine.storage_offset()) == (theirs.stride(), theirs.storage_offset())
    assert made[0].untyped_storage().data_ptr() == made[1].untyped_storage().data_ptr()


@pytest.mark.parametrize("copy", COPIES)
def test_a_write_through_one_view_is_seen_through_the_other(copy):
    x = torch.zeros(2, 3)
    base, row = copy((x, x[1]))
    row += 1
    assert base.tolist() == [[0, 0, 0], [1, 1, 1]]
    assert not x.any()


@pytest.mark.parametrize("copy", COPIES)
def test_numpy_views_share_memory_too(copy):
    a = np.arange(12, dtype=np.float32).reshape(3, 4)
    base, row, column, back, wide = copy((a, a[1], a[:, 2], a[::-1], a.T))
    for mine, theirs in ((base, a), (row, a[1]), (column, a[:, 2]), (back, a[::-1]), (wide, a.T)):
        assert np.array_equal(mine, theirs)
        assert [step // mine.itemsize for step in mine.strides] == [step // 4 for step in theirs.strides]
    row[:] = -1
    assert base[1].tolist() == column[1:2].tolist() * 4 == back[1].tolist() == wide[:, 1].tolist() == [-1] * 4
    assert a[1, 0] == 4


def test_one_view_alone_keeps_offset_and_strides():
    x = torch.arange(10.0)
    made = independent_copy(x[1::2])
    assert (made.tolist(), made.stride(), made.storage_offset()) == ([1, 3, 5, 7, 9], (2,), 1)


def test_wraps_of_one_array_that_differ_in_size_are_both_copied():
    a = np.arange(4.0)
    few, all_of_them = independent_copy((torch.from_numpy(a[:2]), torch.from_numpy(a)))
    assert (few.tolist(), all_of_them.tolist()) == ([0, 1], [0, 1, 2, 3])


@pytest.mark.parametrize("copy", COPIES)
def test_leaves_stay_leaves_with_their_gradients(copy):
    w = torch.ones(3, requires_grad=True)
    w.grad = torch.full((3,), 2.0)
    p = torch.nn.Parameter(torch.zeros(2), requires_grad=False)
    mine, parameter, plain, gradient = copy([w, p, torch.ones(2), w.grad])
    assert mine.is_leaf
    assert mine.requires_grad
    assert mine.grad is gradient is not w.grad
    assert type(parameter) is torch.nn.Parameter
    assert not parameter.requires_grad
    assert not plain.requires_grad
    assert plain.grad is None
    (mine * 3).sum().backward()
    assert mine.grad.tolist() == [5, 5, 5]
    assert w.grad.tolist() == [2, 2, 2]


@pytest.mark.parametrize("copy", COPIES)
def test_a_tensor_with_history_becomes_a_non_leaf_that_does_not_reach_the_original(copy):
    x = torch.ones(3, requires_grad=True)
    y = x * 2
    mine = copy(y)
    assert mine.requires_grad
    assert not mine.is_leaf
    mine.sum().backward()
    assert x.grad is None
    mine.detach().zero_()
    assert y.tolist() == [2, 2, 2]
    with torch.no_grad():
        assert not copy(y).is_leaf


@pytest.mark.parametrize("copy", COPIES)
def test_the_copy_of_a_leaf_can_be_changed_like_any_tensor(copy):
    x = torch.zeros(2, 3)
    base, row = copy((x, x[0]))
    row.data = torch.ones(5, dtype=row.dtype)
    base.unsqueeze_(0)
    assert base.shape == (1, 2, 3)
    independent_copy(x).resize_(10)
    w = copy(torch.ones(2, requires_grad=True))
    with torch.no_grad():
        w -= 1
    assert not w.any()


@pytest.mark.parametrize(
    "given, double",
    [
        (torch.float16, torch.float64),
        (torch.bfloat16, torch.float64),
        (torch.float32, torch.float64),
        (torch.float64, torch.float64),
        (torch.complex64, torch.complex128),
        (torch.complex128, torch.complex128),
        (torch.int64, torch.int64),
        (torch.uint8, torch.uint8),
        (torch.bool, torch.bool),
    ],
)
def test_rule_18_double_precision_converts_real_and_complex_tensors_only(given, double):
    x = torch.ones(2, 3).to(given)
    made = double_precision_copy((x, x.T))
    assert [t.dtype for t in made] == [double, double]
    assert torch.equal(made[1], made[0].T)
    assert made[0].data_ptr() == made[1].data_ptr()
    assert independent_copy(x).dtype == given
    assert double_precision_copy(x).data_ptr() != x.data_ptr()


def test_double_precision_converts_arrays_gradients_and_scalars():
    w = torch.ones(2, requires_grad=True)
    w.grad = torch.ones(2)
    value = [
        w,
        np.ones(2, np.float32),
        np.ones(2, np.complex64),
        np.ones(2, np.int32),
        np.float16(0.5),
        np.int8(1),
        0.1,
    ]
    made = double_precision_copy(value)
    assert made[0].dtype is made[0].grad.dtype is torch.float64
    assert made[0].is_leaf
    assert [a.dtype.name for a in made[1:6]] == ["float64", "complex128", "int32", "float64", "int8"]
    assert made[6] == 0.1


@pytest.mark.parametrize("copy", COPIES)
def test_lazy_conjugates_and_negatives_are_copied_as_they_look(copy):
    z = torch.tensor([1 + 2j, 3 - 1j])
    conjugate, imaginary = copy((z.conj(), z.conj().imag))
    assert conjugate.tolist() == [1 - 2j, 3 + 1j]
    assert imaginary.tolist() == [-2, 1]


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("shape", [(0,), (0, 3), (2, 0, 4)])
def test_empty_blocks_are_copied(shape, copy):
    made = copy([torch.zeros(shape), torch.zeros(shape), np.zeros(shape)])
    assert [tuple(block.shape) for block in made] == [shape] * 3
    assert made[0] is not made[1]


@pytest.mark.parametrize("copy", COPIES)
def test_read_only_and_expanded_arrays_are_copied(copy):
    a = np.broadcast_to(np.float32(3), (2, 2))
    frozen = np.frombuffer(b"\x00" * 8, np.float32)
    made = copy((a, frozen))
    assert made[0].tolist() == [[3, 3], [3, 3]]
    made[1][0] = 1
    assert frozen[0] == 0


@pytest.mark.parametrize("copy", COPIES)
def test_a_generator_is_copied_with_its_state(copy):
    generator = torch.Generator().manual_seed(5)
    made = copy(generator)
    assert torch.equal(torch.rand(3, generator=made), torch.rand(3, generator=generator))


@pytest.mark.parametrize("copy", COPIES)
def test_rule_11_what_has_no_copy_goes_through_keep_once_per_object(copy):
    stream, function = iter([1]), len
    seen = []

    def keep(value):
        seen.append(value)
        return ("kept", value)

    made = copy([stream, function, stream, {"f": function}], keep=keep)
    assert seen == [stream, function]
    assert made[0] is made[2] == ("kept", stream)
    assert made[3]["f"] is made[1]


@pytest.mark.parametrize(
    "value", [iter([1]), len, Counter("a"), torch.nn.Linear(1, 1), object(), torch.eye(2).to_sparse()]
)
def test_what_has_no_copy_is_the_authors_fault(value):
    with pytest.raises(AuthoringError, match="cannot be an argument"):
        independent_copy([value])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64])
def test_a_perturbed_copy_of_a_tensor_without_dimensions(dtype):
    x = torch.tensor(1.5, dtype=dtype)
    made = perturbed_copy(x, seed=1)
    assert (made.shape, made.dtype) == ((), dtype)
    assert torch.allclose(made, x, rtol=4 * torch.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64])
def test_a_perturbed_copy_differs_by_rounding_only(dtype):
    x = torch.linspace(1, 9, 100).to(dtype)
    made = perturbed_copy([x, x[3:]], seed=1)
    gap = (made[0] - x).abs() / x.abs()
    assert made[0].dtype == dtype
    assert 0 < gap.max() <= 2 * torch.finfo(dtype).eps  # the noise, and rounding it
    assert torch.equal(made[1], made[0][3:])
    assert torch.equal(perturbed_copy(x, seed=1), made[0])
    assert not torch.equal(perturbed_copy(x, seed=2), made[0])


def test_a_perturbed_copy_keeps_what_is_no_measurement():
    value = [torch.tensor([0.0, float("inf"), -float("inf")]), torch.arange(3), np.array([True]), 0.1, "text"]
    made = perturbed_copy(value, seed=1)
    assert made[0].tolist() == value[0].tolist()
    assert made[1].tolist() == [0, 1, 2]
    assert made[2:] == value[2:]
    a = np.linspace(1, 2, 50, dtype=np.float32)
    assert 0 < np.abs(perturbed_copy(a, seed=1) - a).max() <= 2 * np.finfo(np.float32).eps
