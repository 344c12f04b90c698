"""The assignment `essentials`: what its authors wrote is consistent, before any worker is started."""

import ast
import doctest
import itertools
import runpy
import tomllib
import types
import warnings
from decimal import Decimal
from pathlib import Path

import jupytext
import numpy as np
import pytest
import torch

from autograder.notebook.markers import skeleton

ROOT = Path(__file__).parent.parent
SOLUTIONS = ROOT / "solutions" / "essentials"
NOTEBOOK = ROOT / "assignments" / "essentials" / "essentials.md"
MANIFEST = tomllib.loads((ROOT / "assignments" / "essentials" / "assignment.toml").read_text(encoding="utf-8"))
POINTS = {exercise["id"]: Decimal(str(exercise["points"])) for exercise in MANIFEST["exercise"]}
EXERCISES = tuple(POINTS)


def files(kind):
    return sorted((SOLUTIONS / kind).glob("*/*.py"))


def name_of(file):
    return f"{file.parent.name}-{file.stem}"


def function_of(file, exercise):
    return runpy.run_path(str(file))[exercise]


def reference(exercise):
    return function_of(SOLUTIONS / f"{exercise}.py", exercise)


def normal(seed, *shape, dtype=torch.float32):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


# What a caller sees: each probe takes a solution and gives the values to compare.


def line_of_float32(least_squares):
    x, y = 2 * normal(1, 40) + 1, normal(2, 40) + 3
    return least_squares(x, y), x, y


def line_of_years(least_squares):
    x = 10 * normal(1, 50, dtype=torch.float64) + 2000
    return least_squares(x, 0.25 * x - 300 + normal(2, 50, dtype=torch.float64))


def weights_to_move():
    moving, unused, last = normal(1, 3, 2), normal(2, 4), normal(3, 5)
    for w in (moving, unused, last):
        w.requires_grad_()
    (moving.square().sum() + last.sin().sum()).backward()
    return [moving, unused, last]


def values_and_gradients(tensors):
    return [(w, torch.zeros_like(w) if w.grad is None else w.grad) for w in tensors]


def step_of_a_list(gradient_step):
    tensors = weights_to_move()
    gradient_step(tensors, 0.25)
    return values_and_gradients(tensors)


def step_of_one_tensor(gradient_step):
    tensors = weights_to_move()
    gradient_step(tensors[0], 0.25)
    return values_and_gradients(tensors)


def step_of_a_generator(gradient_step):
    tensors = weights_to_move()
    gradient_step((w for w in tensors), learning_rate=0.25)
    return values_and_gradients(tensors)


def rollout(samples, steps):
    rng = np.random.default_rng(samples)
    X, S = rng.normal(size=(samples, steps)), rng.normal(size=(samples, steps + 1))
    for k in range(steps):
        S[:, k + 1] = S[:, k] * 0.8 + X[:, k] * 1.5
    return X, S, rng.normal(size=samples), 0.8


def gradients_through_time(backward_gradient):
    data = rollout(7, 4)
    return backward_gradient(*data), data


def gradients_of_one_step(backward_gradient):
    return backward_gradient(*rollout(5, 1))


def sizes_of_layers(conv_output_size):
    layers = itertools.product((9, 12), (1, 3, 4), (1, 2, 3), (0, 2), (1, 2))
    return [conv_output_size(*layer) for layer in layers]


def sizes_that_do_not_exist(conv_output_size):
    refused = []
    for layer in ((4, 5), (4, 6, 3), (3, 8, 1, 2), (6, 4, 2, 0, 2), (5, 5)):
        try:
            refused.append(conv_output_size(*layer))
        except ValueError:
            refused.append(-1)
    return refused


def queries_keys_values(*leading):
    query, key, value = normal(1, *leading, 2, 4), normal(2, *leading, 5, 4), normal(3, *leading, 5, 3)
    return 2 * query, 2 * key, value


def attention_without_mask(attention):
    query, key, value = queries_keys_values(2, 3)
    return attention(query, key, value), query, key, value


def attention_with_a_broadcast_mask(attention):
    mask = torch.tensor([[True, False, True, True, False], [False] * 5])
    return attention(*queries_keys_values(3), mask=mask)


def attention_to_large_scores(attention):
    query, key, value = queries_keys_values()
    return attention(query.double() + 9, key.double() + 99, value.double())


def gradients_through_attention(attention):
    inputs = [tensor.requires_grad_() for tensor in queries_keys_values()]
    attention(*inputs)[0].square().sum().backward()
    return values_and_gradients(inputs)


PROBES = {
    "least_squares": (line_of_float32, line_of_years),
    "gradient_step": (step_of_a_list, step_of_one_tensor, step_of_a_generator),
    "backward_gradient": (gradients_through_time, gradients_of_one_step),
    "conv_output_size": (sizes_of_layers, sizes_that_do_not_exist),
    "attention": (
        attention_without_mask,
        attention_with_a_broadcast_mask,
        attention_to_large_scores,
        gradients_through_attention,
    ),
}


def tensor_of(number):
    """A tensor of any number; torch alone would round a Python float to float32."""
    return number.detach() if isinstance(number, torch.Tensor) else torch.as_tensor(np.asarray(number))


def assert_same(actual, expected):
    """The same structure and kinds of numbers; values as near as right solutions come to each other."""
    if isinstance(expected, (list, tuple)):
        assert isinstance(actual, (list, tuple))
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected, strict=True):
            assert_same(one, other)
        return
    one, other = tensor_of(actual), tensor_of(expected)
    assert one.shape == other.shape
    assert one.is_floating_point() == other.is_floating_point()
    bound = 1e-7 if other.dtype == torch.float64 else 1e-4
    torch.testing.assert_close(one.double(), other.double(), rtol=bound, atol=bound)


def differs(function, exercise):
    """Whether some probe tells the solution from the reference; raising is a difference too."""
    for probe in PROBES[exercise]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # rows of a tensor have no gradient, says torch: the mistake itself
                assert_same(probe(function), probe(reference(exercise)))
        except Exception:  # noqa: BLE001 - whatever a wrong solution raises
            return True
    return False


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_public_example_of_a_reference_is_true(exercise):
    namespace = runpy.run_path(str(SOLUTIONS / f"{exercise}.py"))
    (example,) = (test for test in doctest.DocTestFinder().find(namespace[exercise], exercise, globs=namespace))
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("file", files("alternative"), ids=name_of)
def test_an_alternative_agrees_with_the_reference(file):
    exercise = file.parent.name
    for probe in PROBES[exercise]:
        assert_same(probe(function_of(file, exercise)), probe(reference(exercise)))


@pytest.mark.parametrize("file", files("wrong"), ids=name_of)
def test_a_wrong_solution_differs_from_the_reference(file):
    assert differs(function_of(file, file.parent.name), file.parent.name)


@pytest.mark.parametrize("file", files("wrong"), ids=name_of)
def test_a_wrong_solution_starts_with_a_hint_in_both_languages(file):
    first = ast.parse(file.read_text(encoding="utf-8")).body[0]
    assert isinstance(first, ast.Assign)
    assert first.targets[0].id == "HINT"
    hint = ast.literal_eval(first.value)
    assert list(hint) == ["en", "ko"]
    assert all(sentence.endswith((".", "?")) for sentence in hint.values())
    assert any("가" <= letter <= "힣" for letter in hint["ko"])


@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_exercise_has_enough_solutions(exercise):
    assert len([file for file in files("alternative") if file.parent.name == exercise]) >= 2
    assert len([file for file in files("wrong") if file.parent.name == exercise]) >= 4


def test_least_squares_is_the_fit_of_numpy():
    x, y = 3 * normal(1, 30, dtype=torch.float64) + 2, normal(2, 30, dtype=torch.float64)
    assert_same(reference("least_squares")(x, y), tuple(np.polyfit(x.numpy(), y.numpy(), 1)))


def test_gradient_step_is_the_step_of_torch():
    mine, theirs = weights_to_move(), weights_to_move()
    reference("gradient_step")(mine, 0.25)
    torch.optim.SGD(theirs, lr=0.25).step()
    assert_same(mine, theirs)


def test_backward_gradient_is_what_autograd_finds():
    X, S, grad_out, wRec = (torch.as_tensor(value) for value in rollout(6, 5))
    wx, wRec = torch.tensor(1.5, dtype=torch.float64, requires_grad=True), wRec.clone().requires_grad_()
    states = [S[:, 0].clone().requires_grad_()]
    for k in range(5):
        states.append(states[-1] * wRec + X[:, k] * wx)
    *over_time, wx_grad, wRec_grad = torch.autograd.grad((states[-1] * grad_out).sum(), [*states, wx, wRec])
    expected = (wx_grad / 6, wRec_grad / 6), torch.stack(over_time, dim=1)
    assert_same(reference("backward_gradient")(*rollout(6, 5)), expected)


def test_conv_output_size_is_that_of_torch():
    for size, kernel, stride, padding, dilation in itertools.product(
        range(1, 14), (1, 2, 3, 5), (1, 2, 4), (0, 1, 2), (1, 2)
    ):
        layer = torch.nn.Conv2d(1, 1, kernel, stride, padding, dilation)
        try:
            expected = layer(torch.zeros(1, 1, size, size)).shape[-1]
        except RuntimeError:
            with pytest.raises(ValueError, match="does not fit"):
                reference("conv_output_size")(size, kernel, stride, padding, dilation)
        else:
            assert reference("conv_output_size")(size, kernel, stride, padding, dilation) == expected


def test_attention_is_that_of_torch():
    query, key, value = queries_keys_values(2, 3)
    mask = torch.tensor([True, False, True, True, False])
    expected = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.expand(2, 5))
    assert_same(reference("attention")(query, key, value, mask)[0], expected)


def hidden_tests(exercise):
    """The test functions of an exercise, each with the arguments of its decorators by name."""
    tree = ast.parse((ROOT / "grading_tests" / "essentials" / f"test_{exercise}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            calls = [call for call in node.decorator_list if isinstance(call.func, ast.Attribute)]
            yield node, {call.func.attr: call for call in calls}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_points_of_the_hidden_tests_add_up(exercise):
    points = [ast.literal_eval(marks["points"].args[0]) for _, marks in hidden_tests(exercise)]
    assert sum(Decimal(str(number)) for number in points) == POINTS[exercise]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_hidden_test_speaks_to_students_in_both_languages(exercise):
    for node, marks in hidden_tests(exercise):
        (korean,) = (ast.literal_eval(keyword.value) for keyword in marks["message"].keywords if keyword.arg == "ko")
        assert any("가" <= letter <= "힣" for letter in korean)
        assert ast.get_docstring(node).endswith(".")


def notebook_cells():
    return jupytext.read(NOTEBOOK).cells


def test_every_exercise_has_its_cell_and_its_check_below():
    options = [cell.metadata for cell in notebook_cells() if cell.metadata]
    assert options == [{kind: exercise} for exercise in EXERCISES for kind in ("exercise", "check")]


def test_no_prose_cell_lacks_korean():
    prose = [cell.source for cell in notebook_cells() if cell.cell_type == "markdown"]
    assert all(any("가" <= letter <= "힣" for letter in text) for text in prose)


def run_notebook(sources):
    """Run the notebook with these sources in the exercises' cells; the exercises whose check met a skeleton."""
    namespace = types.ModuleType("notebook").__dict__
    unfinished = []
    for cell in notebook_cells():
        if cell.cell_type == "code":
            exercise = cell.metadata.get("exercise")
            try:
                exec(sources[exercise] if exercise else cell.source, namespace)
            except NotImplementedError:
                unfinished.append(cell.metadata["check"])
    return unfinished


def reference_texts():
    return {exercise: (SOLUTIONS / f"{exercise}.py").read_text(encoding="utf-8") for exercise in EXERCISES}


def test_every_public_check_fails_before_anything_is_written(capsys):
    skeletons = {exercise: skeleton(text, where=exercise) for exercise, text in reference_texts().items()}
    assert run_notebook(skeletons) == list(EXERCISES)
    assert not capsys.readouterr().out


def test_the_public_checks_accept_the_references(capsys):
    assert not run_notebook(reference_texts())
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" / ")[0] for line in said] == [f"{name}: the examples are right" for name in EXERCISES]


@pytest.mark.parametrize("file", files("alternative"), ids=name_of)
def test_the_public_checks_accept_an_alternative(file):
    assert not run_notebook(reference_texts() | {file.parent.name: file.read_text(encoding="utf-8")})
