"""What counts as the same values: levels per dtype, the reference's own error, norms (SEMANTICS 18, 19)."""

import math
from contextlib import contextmanager

import numpy as np
import pytest
import torch

from autograder.compare import Inputs, Kind, Levels, Mismatch, Rules, compare, double_precision_copy, perturbed_copy
from autograder.errors import AuthoringError


def drawn(*shape, dtype=torch.float32, scale=1.0, mean=0.0, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(*shape, generator=generator, dtype=torch.float64) * scale + mean).to(dtype)


def judged(student, reference, *inputs, **options):
    """What ``agree`` does with a result: the reference in the case's dtypes and in float64."""
    compare(
        student(*inputs),
        reference(*inputs),
        precise=reference(*double_precision_copy(inputs)),
        inputs_scale=Inputs(*inputs),
        **options,
    )


@contextmanager
def refused(kind, *, match="^result"):
    with pytest.raises(Mismatch, match=match) as found:
        yield found
    assert found.value.kind is kind, found.value


def loop_matmul(a, b):
    out = torch.zeros(a.shape[0], b.shape[1], dtype=a.dtype)
    for k in range(a.shape[1]):
        out = out + a[:, k : k + 1] * b[k : k + 1, :]
    return out


def matmul(a, b):
    return a @ b


def softmax(z):
    return torch.softmax(z, -1)


def softmax_by_hand(z):
    raised = torch.exp(z - z.max(-1, keepdim=True).values)
    return raised / raised.sum(-1, keepdim=True)


def gelu(x):
    return torch.nn.functional.gelu(x)


def variance(x):
    return x.var(0)


def layer_norm(x):
    return torch.nn.functional.layer_norm(x, x.shape[-1:])


def layer_norm_by_hand(x):
    centred = x - x.mean(-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(-1, keepdim=True) + 1e-5)


DTYPES = [torch.float16, torch.bfloat16, torch.float32, torch.float64]
COMPLEX = [torch.complex64, torch.complex128]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "student, reference",
    [
        (lambda x: x.flip(0).sum(0), lambda x: x.sum(0)),
        (softmax_by_hand, softmax),
        (layer_norm_by_hand, layer_norm),
        (lambda x: ((x - x.mean(0)) ** 2).sum(0) / (len(x) - 1), variance),
        (lambda x: 0.5 * x * (1 + torch.erf(x / math.sqrt(2))), gelu),
    ],
)
def test_right_code_in_another_order_is_accepted(student, reference, dtype):
    judged(student, reference, drawn(64, 48, dtype=dtype))


def test_a_loop_over_outer_products_agrees_with_blas_in_float32():
    judged(loop_matmul, matmul, drawn(256, 256), drawn(256, 256, seed=1))


@pytest.mark.parametrize("dtype", COMPLEX)
def test_complex_results_agree_up_to_rounding_and_differ_by_conjugation(dtype):
    x = torch.complex(drawn(16, 16), drawn(16, 16, seed=1)).to(dtype)
    judged(loop_matmul, matmul, x, x)
    with refused(Kind.VALUES):
        judged(lambda x: x @ x.conj(), lambda x: x @ x, x)


@pytest.mark.parametrize("scale", [0.01, 1.0, 10.0])
@pytest.mark.parametrize(
    "student, reference",
    [
        (lambda x: softmax(x.half()).float(), softmax),
        (lambda x: softmax(x.bfloat16()).float(), softmax),
        (lambda x: (x.half() @ x.half().T).float(), lambda x: x @ x.T),
        (lambda x: x.var(0, unbiased=False), variance),
        (lambda x: (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True), layer_norm),
    ],
)
def test_wrong_code_is_refused_at_every_input_scale(student, reference, scale):
    with refused(Kind.VALUES):
        judged(student, reference, drawn(64, 48, scale=scale))


@pytest.mark.parametrize("result", [torch.float16, torch.bfloat16])
def test_a_coarser_result_dtype_is_judged_at_the_expected_level(result):
    with refused(Kind.VALUES):
        judged(lambda x: (x / 3).to(result), lambda x: x / 3, drawn(5, 4))
    judged(lambda x: (x * 2).to(result), lambda x: x * 2, torch.ones(5))  # exact in any precision


def test_a_finer_result_dtype_is_accepted():
    judged(lambda x: x.double() / 3, lambda x: x / 3, drawn(5, 4))


def test_float32_for_float64_is_refused():
    with refused(Kind.VALUES):
        judged(lambda x: (x.float() / 3).double(), lambda x: x / 3, drawn(5, 4, dtype=torch.float64))


def test_gelu_by_tanh_is_refused_at_scale_1():
    with refused(Kind.VALUES):
        judged(lambda x: torch.nn.functional.gelu(x, approximate="tanh"), gelu, drawn(1000))


def test_layer_norm_with_another_epsilon_is_refused_at_scale_001():
    with refused(Kind.VALUES):
        judged(
            lambda x: torch.nn.functional.layer_norm(x, x.shape[-1:], eps=1e-6), layer_norm, drawn(8, 32, scale=0.01)
        )


def sums_formula(x, y):
    n = len(x)
    m = ((x * y).sum() - x.sum() * y.sum() / n) / ((x * x).sum() - x.sum() ** 2 / n)
    return m, y.mean() - m * x.mean()


def centred_formula(x, y):
    m = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    return m, y.mean() - m * x.mean()


def line(seed):
    x = drawn(100, mean=3.0, scale=0.3, seed=seed)
    return x, 2 * x + 1 + drawn(100, scale=0.1, seed=seed + 100)


def backwards(x, y):
    return sums_formula(x.flip(0), y.flip(0))


def judged_with_perturbed_runs(student, reference, *inputs):
    """As ``judged``; before values count as wrong, other runs of the reference may say how much rounding does."""
    try:
        judged(student, reference, *inputs)
    except Mismatch:
        for seed in range(4):
            other = reference(*perturbed_copy(inputs, seed=seed))
            try:
                compare(student(*inputs), other, precise=reference(*double_precision_copy(inputs)))
            except Mismatch:
                continue
            return
        raise


@pytest.mark.parametrize("seed", range(10))
def test_rule_19_the_sums_formula_at_mean_3_is_right_code_in_float32(seed):
    """Four in ten slopes err by more than the level there; the reference does too, and 16 times that is allowed."""
    x, y = line(seed)
    for student in (centred_formula, backwards, lambda x, y: tuple(v.item() for v in backwards(x, y))):
        judged_with_perturbed_runs(student, sums_formula, x, y)
    with refused(Kind.VALUES):
        judged_with_perturbed_runs(lambda x, y: (centred_formula(x, y)[0] * 1.11, 0.0), sums_formula, x, y)


def test_rule_19_a_result_may_err_16_times_as_much_as_the_reference():
    precise = torch.ones(4, dtype=torch.float64)
    expected = (precise * (1 + 1e-4)).float()
    compare(precise * (1 - 1.5e-3), expected, precise=precise)
    for wrong, rules in ((1.7e-3, Rules()), (1.5e-3, Rules(factor=8))):
        with refused(Kind.VALUES):
            compare(precise * (1 - wrong), expected, precise=precise, rules=rules)


def test_a_reference_that_errs_much_does_not_let_zeros_pass():
    right = torch.ones(10, dtype=torch.float64)
    rough = (right * 1.09).float()  # 16 * 9 % is more than the whole
    compare(rough, rough, precise=right)
    with refused(Kind.VALUES):
        compare(torch.zeros(10), rough, precise=right)


def test_rule_18_values_come_from_the_precise_result():
    expected, precise = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0 + 1e-6], dtype=torch.float64)
    compare(precise, expected, precise=precise, rules=Rules(levels=Levels(float32=1e-9)))
    with refused(Kind.VALUES):
        compare(precise + 1e-3, expected, precise=precise)


def test_an_expected_zero_is_judged_by_the_scale_of_the_inputs():
    noise = torch.full((4,), 3e-7)
    compare(noise, torch.zeros(4), inputs_scale=Inputs(drawn(10)))
    compare(noise, torch.zeros(4), inputs_scale=1.0)
    with refused(Kind.VALUES, match="allowed 0.00e"):
        compare(noise, torch.zeros(4))
    with refused(Kind.VALUES):
        compare(noise, torch.zeros(4), inputs_scale=Inputs(drawn(10, scale=1e-4)))


def test_the_references_noise_around_zero_counts_in_full():
    expected, precise = torch.full((4,), 1e-9), torch.zeros(4, dtype=torch.float64)
    compare(torch.full((4,), -1e-8), expected, precise=precise)
    with refused(Kind.VALUES):
        compare(torch.full((4,), -1e-7), expected, precise=precise)


def test_one_bad_row_hides_in_a_large_norm_unless_norms_are_taken_per_row():
    expected = torch.cat([torch.full((1, 8), 1e6), torch.ones(1, 8)])
    actual = expected.clone()
    actual[1] *= 2
    compare(actual, expected)
    with refused(Kind.VALUES, match=r"8 of 16 differ, worst at \[1, \d\]: 2 instead of 1") as found:
        compare(actual, expected, rules=Rules(per=-1))
    assert found.value.facts.index[0] == 1
    with refused(Kind.VALUES):
        compare(actual.to(torch.complex64), expected.to(torch.complex64), rules=Rules(per=1))
    compare(torch.tensor(1.0), torch.tensor(1.0), rules=Rules(per=-1))


def test_a_tuple_is_several_outputs_and_a_list_of_floats_is_one():
    with refused(Kind.VALUES, match=r"result\[1\]: 1.01 instead of 1"):
        compare((1e6, 1.01), (1e6, 1.0))
    curve = [1e6, 0.1]
    compare([1e6, 0.1 + 1e-5], curve)
    compare(np.array([1e6, 0.1 + 1e-5]).tolist(), curve, precise=curve)
    with refused(Kind.VALUES, match=r"1 of 2 differ, worst at \[1\]: 1 instead of 0.1"):
        compare([1e6, 1.0], curve)


def test_a_python_float_was_computed_in_the_precision_of_the_inputs():
    x = drawn(1000)
    judged(lambda x: x.flip(0).square().mean().item(), lambda x: x.square().mean().item(), x)
    judged(lambda x: [x.flip(0).square().mean().item()] * 3, lambda x: [x.square().mean().item()] * 3, x)
    for inputs in (x, torch.tensor([1, 2]), [np.float32(1)], {"x": (x.double(), x)}, torch.complex(x, x)):
        compare(1.0 + 1e-6, 1.0, inputs_scale=Inputs(inputs))
    for inputs in (x.double(), 3, 0.5, np.array([1, 2]), "text"):
        with refused(Kind.VALUES):
            compare(1.0 + 1e-6, 1.0, inputs_scale=Inputs(inputs))
    with refused(Kind.VALUES):
        compare(1.0 + 1e-6, 1.0)
    compare(torch.tensor(0.1), 0.1)  # float32 cannot say it better


def test_a_half_precision_wrap_does_not_loosen_a_python_float():
    with refused(Kind.VALUES):
        compare(torch.tensor(1.001, dtype=torch.float16), 1.0)
    with refused(Kind.VALUES):
        compare([np.float16(1.001), np.float16(2.0)], [1.0, 2.0])


INTEGERS = [torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8, torch.uint16, torch.uint32, torch.uint64]


@pytest.mark.parametrize("dtype", INTEGERS)
def test_integers_agree_exactly_over_all_their_dtypes(dtype):
    right = torch.tensor([0, 1, 100], dtype=dtype)
    compare(torch.tensor([0, 1, 100]), right)
    compare(right, torch.tensor([0, 1, 100]))
    with refused(Kind.VALUES, match=r"1 of 3 differ, worst at \[2\]: 101 instead of 100"):
        compare(torch.tensor([0, 1, 101]), right)


def test_large_integers_are_not_rounded():
    with refused(Kind.VALUES):
        compare(2**60 + 1, 2**60)
    with refused(Kind.VALUES):
        compare(torch.tensor([2**60 + 1]), torch.tensor([2**60]))
    with refused(Kind.VALUES):
        compare(torch.tensor([-1]), torch.tensor([2**64 - 1], dtype=torch.uint64))
    with refused(Kind.VALUES, match="an integer of 4001 bits"):
        compare(2**4000, 2**4000 + 1)
    compare(2**4000, 2**4000)


def test_booleans_agree_exactly():
    right = torch.tensor([True, False])
    compare(torch.tensor([True, False]), right)
    with refused(Kind.VALUES, match="False instead of True"):
        compare(torch.tensor([False, False]), right)


def test_an_index_on_which_the_reference_disagrees_with_itself_may_be_either():
    compare(torch.tensor([3, 1]), torch.tensor([2, 1]), precise=torch.tensor([3, 1]))
    compare(torch.tensor([2, 1]), torch.tensor([2, 1]), precise=torch.tensor([3, 1]))
    with refused(Kind.VALUES):
        compare(torch.tensor([4, 1]), torch.tensor([2, 1]), precise=torch.tensor([3, 1]))


def test_tiny_values_are_compared_too():
    right = torch.full((3,), 1e-200, dtype=torch.float64)
    compare(right.clone(), right)
    with refused(Kind.VALUES):
        compare(right * 2, right)


def test_large_blocks_do_not_overflow():
    right = np.full(4, 1e300)
    compare(right * (1 + 1e-12), right)
    with refused(Kind.VALUES):
        compare(right * 2, right)


def test_a_mismatch_carries_its_facts():
    right = torch.arange(6.0).reshape(2, 3)
    wrong = right.clone()
    wrong[1, 2] = 7
    with refused(Kind.VALUES, match=r"result: 1 of 6 differ, worst at \[1, 2\]: 7 instead of 5; error") as found:
        compare(wrong, right)
    facts = found.value.facts
    assert (facts.index, facts.mismatched, facts.total) == ((1, 2), 1, 6)
    assert (facts.actual, facts.expected) == ("7", "5")
    assert facts.error == pytest.approx(2.0)
    assert facts.bound == pytest.approx(2e-5 * float(right.norm()))


@pytest.mark.parametrize("precise", [torch.zeros(3), [0.0, 0.0], None, torch.zeros(2, dtype=torch.int64)])
def test_a_reference_with_another_structure_in_float64_is_the_authors_fault(precise):
    with pytest.raises(AuthoringError, match="in float64"):
        compare(torch.ones(2), torch.zeros(2), precise=precise)


def test_the_level_of_an_unknown_dtype_is_not_guessed():
    with pytest.raises(KeyError, match="float8"):
        Levels().of("float8_e4m3fn")
