"""Autograd reaches through a remote call (SEMANTICS 14): parameters, graphs, in-place changes, double backward."""

from __future__ import annotations

import gc

import pytest
import torch
from torch.autograd import grad, gradcheck, gradgradcheck

from autograder.remote import AuthorMistake, StudentRaised

FUNCTIONS = """
    import torch
    def square(x): return (x ** 2).sum()
    def cube(x): return x ** 3
    def product(a, b, scale=1.0): return scale * a * b
    def several(a, b): return a * b, a + 1, (a > 0), a.detach() * 5, torch.arange(3)
    def total(x): return x.sum()
    def layers(x, ws):
        for w in ws: x = torch.tanh(x @ w)
        return x
    def turned(x): return x.t().expand(2, -1, -1)[:, ::2]
    def scale_(x): x.mul_(3)
    def times_(x, w): x.mul_(w); return x
    def scale_and_sum(x): x.mul_(3); return x.sum(), x * 2
    def no_grad_scale(x):
        with torch.no_grad(): x.mul_(3)
        return x
    def leaf_step(w):
        with torch.no_grad(): w -= 1
    def leaf_in_place(w): w.mul_(2)
    def detached(x): return x.detach() * 2
    def quietly(x):
        with torch.no_grad(): return x * 2
    def loudly(x):
        with torch.enable_grad(): return x * 2
    def mode(): return torch.is_grad_enabled()
    def own_backward(x): (x ** 2).sum().backward(); return x.grad
    def gradient(f_x, x): return torch.autograd.grad(f_x, x)[0]
    def slope(x):
        y = (x ** 3).sum()
        return torch.autograd.grad(y, x, create_graph=True)[0]
    def fresh(n): return torch.ones(n, requires_grad=True) * 2
    def fresh_leaf(n): return torch.ones(n, requires_grad=True)
    def hooked(x):
        y = x * 2
        y.register_hook(lambda g: g * 10)
        return y.sum()
    def broken(x):
        class Broken(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x): return x * 1
            @staticmethod
            def backward(ctx, g): raise ValueError("in backward")
        return Broken.apply(x)
    W = torch.ones(3, requires_grad=True)
    FROZEN = torch.full((3,), 2.0)
    def with_global(x): return (W * x * FROZEN).sum()
    def keep_state(x):
        global H
        H = x * 2
        return H
    def spoil_state(): H.mul_(7)
    def detach_in_place(x): x.detach_()
    def cached():
        y = W * W
        return y[0], y[1]
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x): ctx.variable = 5; return x * 2
        @staticmethod
        def backward(ctx, g): return g * 2
    def custom(x): return Double.apply(x)
"""


def leaf(*values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


@pytest.fixture
def student(submit):
    return submit(FUNCTIONS)


def test_semantics_14_backward_fills_the_gradient_of_a_leaf(student):
    x = leaf(1, -2)
    loss = student.square(x)
    assert loss.requires_grad
    assert not loss.is_leaf
    loss.backward()
    assert x.grad.tolist() == [2, -4]


def test_semantics_14_autograd_grad_with_mixed_graphs(student):
    """Judge, worker, judge, worker again: one graph."""
    x, w = leaf(1, 2), leaf(3, 4)
    middle = student.product(x.exp(), w)
    end = student.square(middle.sin() * w)
    here = ((x.exp() * w).sin() * w).square().sum()
    for theirs, ours in zip(grad(end, (x, w)), grad(here, (x, w)), strict=True):
        torch.testing.assert_close(theirs, ours)


def test_semantics_14_gradcheck_and_gradgradcheck(student):
    x, w = leaf(0.5, -1.5), leaf(2, 1)
    assert gradcheck(student.square, (x,))
    assert gradcheck(student.product, (x, w))
    assert gradcheck(student.slope, (x,))
    assert gradgradcheck(student.cube, (x,))
    assert gradgradcheck(student.product, (x, w, 2.5))
    matrix = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    assert gradcheck(student.turned, (matrix,))
    ws = [torch.randn(4, 4, dtype=torch.float64, requires_grad=True) for _ in range(2)]
    assert gradgradcheck(lambda x, *ws: student.layers(x, list(ws)), (matrix, *ws))


def test_semantics_14_create_graph(student):
    x = leaf(2, 3)
    (first,) = grad(student.cube(x).sum(), x, create_graph=True)
    (second,) = grad(first.sum(), x, create_graph=True)
    (third,) = grad(second.sum(), x)
    assert first.tolist() == [12, 27]
    assert second.tolist() == [12, 18]
    assert third.tolist() == [6, 6]


def test_semantics_14_double_backward_with_respect_to_the_cotangent(student):
    x, v = leaf(2, 3), leaf(1, 1)
    (product,) = grad(student.cube(x), x, v, create_graph=True)
    (back,) = grad(product.sum(), v)
    assert back.tolist() == [12, 27]


def test_semantics_14_create_graph_follows_the_mode_in_backward(student):
    x = leaf(2)
    y = student.cube(x)
    y.backward(torch.ones_like(y), create_graph=False)
    assert not x.grad.requires_grad


def test_semantics_14_a_second_backward_is_an_error_where_torch_says_so(student):
    x = leaf(1, 2)
    for again in (student.cube(x).sum(), (x**3).sum()):
        again.backward()
        with pytest.raises(RuntimeError, match="second time"):
            again.backward()
    kept = student.cube(x).sum()
    kept.backward(retain_graph=True)
    kept.backward()
    for nothing_saved in (student.total(x), x.sum()):  # a sum needs nothing of its input
        nothing_saved.backward()
        nothing_saved.backward()


def test_semantics_14_two_outputs_that_share_a_graph(student):
    here = torch.ones(3, requires_grad=True)
    y = here * here
    for first, second in (student.cached(), (y[0], y[1])):
        first.backward()
        with pytest.raises(RuntimeError, match="second time"):
            second.backward()


def test_semantics_14_several_outputs_some_unused_some_without_gradient(student):
    a, b = leaf(1, 2), leaf(3, 4)
    product, plus, positive, cut, indices = student.several(a, b)
    assert [x.requires_grad for x in (product, plus, positive, cut, indices)] == [True, True, False, False, False]
    (ga,) = grad(plus.sum(), a, retain_graph=True)
    assert ga.tolist() == [1, 1]
    gb = grad(plus.sum(), b, allow_unused=True)[0]
    assert gb is None
    (product.sum() + cut.sum()).backward()
    assert a.grad.tolist() == [3, 4]
    assert b.grad.tolist() == [1, 2]


def test_semantics_14_inputs_that_need_no_gradient_get_none(student):
    a, b = leaf(1, 2), torch.tensor([3.0, 4.0], dtype=torch.float64)
    student.product(a, b).sum().backward()
    assert a.grad.tolist() == [3, 4]
    assert b.grad is None
    assert not student.product(b, b).requires_grad


def test_semantics_14_one_tensor_in_two_places_gets_both_gradients(student):
    a = leaf(2, 3)
    student.product(a, a).sum().backward()
    assert a.grad.tolist() == [4, 6]


def test_semantics_14_grad_mode_travels(student):
    x = leaf(1)
    assert student.mode() is True
    with torch.no_grad():
        assert student.mode() is False
        assert not student.cube(x).requires_grad
        loud = student.loudly(x)
    assert loud.requires_grad
    loud.sum().backward()
    assert x.grad.tolist() == [2]
    assert not student.quietly(x).requires_grad
    assert not student.detached(x).requires_grad


def test_semantics_14_cotangents_that_are_not_contiguous(student):
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    y = student.cube(x)
    for cotangent in (torch.ones(()).double().expand(3, 4), torch.randn(4, 3, dtype=torch.float64).t()):
        (theirs,) = grad(y, x, cotangent, retain_graph=True)
        torch.testing.assert_close(theirs, 3 * x.detach() ** 2 * cotangent)


def test_semantics_14_in_place_on_a_result_of_the_judge(student):
    x = leaf(1, 2)
    y = x * 2
    student.scale_(y)
    assert y.tolist() == [6, 12]
    assert not y.is_leaf
    y.square().sum().backward()
    assert x.grad.tolist() == [72, 144]


def test_semantics_14_in_place_with_further_results(student):
    x = leaf(1, 2)
    y = x * 2
    total, doubled = student.scale_and_sum(y)
    (total + doubled.sum() + y.sum()).backward()
    assert y.tolist() == [6, 12]
    assert x.grad.tolist() == [24, 24]


def test_semantics_14_double_backward_through_an_in_place_change(student):
    x, w = leaf(2, 3), leaf(5, 7)
    y = x**2
    back = student.times_(y, w)
    assert back is y
    (first,) = grad((y**2).sum(), x, create_graph=True)  # x^4 w^2
    (second,) = grad(first.sum(), x)
    torch.testing.assert_close(first, 4 * x**3 * w**2)
    torch.testing.assert_close(second, 12 * x.detach() ** 2 * w.detach() ** 2)


def test_semantics_14_in_place_on_a_view_of_a_result(student):
    x = leaf(1, 2, 3)
    y = x * 2
    student.scale_(y[1:])
    y.sum().backward()
    assert y.tolist() == [2, 12, 18]
    assert x.grad.tolist() == [2, 6, 6]


def test_semantics_14_in_place_without_grad_on_a_result(student):
    x = leaf(1, 2)
    y = x * 2
    with torch.no_grad():
        student.scale_(y)
    student.no_grad_scale(y)
    assert y.tolist() == [18, 36]
    y.sum().backward()
    assert x.grad.tolist() == [2, 2]


def test_semantics_14_a_plain_argument_gets_a_history_in_place(student):
    x, w = torch.tensor([1.0, 2.0], dtype=torch.float64), leaf(3, 4)
    assert student.times_(x, w) is x
    assert x.requires_grad
    x.sum().backward()
    assert w.grad.tolist() == [1, 2]


def test_semantics_14_in_place_on_leaves(student):
    w = leaf(1, 2)
    student.leaf_step(w)
    assert w.tolist() == [0, 1]
    assert w.is_leaf
    with pytest.raises(RuntimeError, match="leaf Variable that requires grad"):
        student.leaf_in_place(w)


def test_semantics_14_autograd_notices_that_a_saved_tensor_was_changed(student):
    w = leaf(1, 2)
    y = (w**2).sum()
    student.leaf_step(w)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.backward()


def test_semantics_14_a_result_is_detached_in_place(student):
    x = leaf(1)
    y = x * 2
    student.detach_in_place(y)
    assert not y.requires_grad


def test_semantics_14_the_graph_is_that_of_the_call_whatever_happens_later(student):
    """Neither the judge nor the submission changes afterwards what a call computed."""
    x = leaf(1, 2)
    y = x * 3
    loss = student.square(y)
    y.mul_(0)  # here
    loss.backward()
    assert x.grad.tolist() == [18, 36]
    z = leaf(1, 2)
    kept = student.keep_state(z)
    student.spoil_state()  # there
    kept.sum().backward()
    assert z.grad.tolist() == [2, 2]


def test_semantics_14_gradients_the_submission_computes_itself(student):
    x = leaf(1, 2)
    assert student.own_backward(x) is x.grad
    assert x.grad.tolist() == [2, 4]
    slope = student.slope(x)
    assert slope.tolist() == [3, 12]
    slope.sum().backward()
    assert x.grad.tolist() == [2 + 6, 4 + 12]


def test_semantics_14_backward_through_a_history_of_the_judge_is_refused(student):
    x = leaf(1, 2)
    with pytest.raises(AuthorMistake, match="pass a leaf instead"):
        student.own_backward(x * 2)
    assert x.grad is None


def test_semantics_14_hooks_in_the_worker_run(student):
    x = leaf(1, 2)
    student.hooked(x).backward()
    assert x.grad.tolist() == [20, 20]


def test_semantics_14_hooks_in_the_judge_run(student):
    x = leaf(1, 2)
    seen = []
    y = x * 1
    y.register_hook(lambda g: seen.append(g.tolist()))
    student.square(y).backward()
    assert seen == [[2, 4]]


def test_semantics_14_an_exception_in_the_workers_backward(student):
    x = leaf(1)
    y = student.broken(x)
    with pytest.raises(ValueError, match="in backward") as caught:
        y.sum().backward()
    assert isinstance(caught.value, StudentRaised)
    assert caught.value.frames[-1][0] == "cell 1"


def test_semantics_14_a_function_of_the_students_own(student):
    x = leaf(1, 2)
    student.custom(x).sum().backward()
    assert x.grad.tolist() == [2, 2]


def test_semantics_14_leaves_in_global_variables_have_mirrors(student):
    x = torch.tensor([1.0, 2.0, 3.0])
    w = student.W
    assert w.is_leaf
    assert w.requires_grad
    student.with_global(x).backward()
    assert w.grad.tolist() == [2, 4, 6]
    assert student.W is w
    with torch.no_grad():
        w.add_(1)
    assert student.with_global(x).item() == 24


def test_semantics_14_a_leaf_made_in_a_call(student):
    made = student.fresh(2)
    assert made.requires_grad
    made.sum().backward()
    w = student.fresh_leaf(2)
    assert w.is_leaf
    student.square(w).backward()
    assert w.grad.tolist() == [2, 2]
    w.data.mul_(2)
    assert student.square(w).item() == 8


def test_semantics_14_graphs_in_the_worker_are_dropped(open_session):
    session = open_session(
        FUNCTIONS
        + """
    import gc, weakref
    GRAPHS = weakref.WeakSet()
    class Watched(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x): GRAPHS.add(ctx); return x * 2
        @staticmethod
        def backward(ctx, g): return g * 2
    def watched(x): return Watched.apply(x)
    def watched_(x): x.copy_(Watched.apply(x))
    def alive():
        gc.collect()
        return len(GRAPHS)
    """
    )

    def call(name, *args):
        return session.call(["name", name], args, {})

    x = leaf(1)
    for _ in range(3):
        y = call("watched", x)
        z = x * 2
        call("watched_", z)
        del y, z
        gc.collect()
    assert call("alive") == 0
    y = call("watched", x) * 2
    assert call("alive") == 1
    y.sum().backward()
    del y
    gc.collect()
    assert call("alive") == 0
    assert x.grad.tolist() == [4]


# ---- modules

MODULES = """
    import torch
    from torch import nn
    class Net(nn.Module):
        def __init__(self, n=3, hidden=4):
            super().__init__()
            self.first = nn.Linear(n, hidden)
            self.norm = nn.BatchNorm1d(hidden)
            self.drop = nn.Dropout(0.5)
            self.last = nn.Linear(hidden, 1)
        def forward(self, x):
            return self.last(self.drop(self.norm(torch.tanh(self.first(x)))))
    class Tied(nn.Module):
        def __init__(self):
            super().__init__()
            self.a = nn.Linear(2, 2, bias=False)
            self.b = nn.Linear(2, 2, bias=False)
            self.b.weight = self.a.weight
        def forward(self, x): return self.b(self.a(x))
    class Small(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(torch.tensor([1.0, 2.0]))
            self.fixed = nn.Parameter(torch.tensor([3.0, 4.0]), requires_grad=False)
            self.register_buffer("count", torch.zeros(()))
        def forward(self, x):
            self.count += 1
            return (self.w ** 3 * x * self.fixed).sum()
        def replace(self): self.w = nn.Parameter(torch.ones(2))
        def write(self):
            self.w.data -= 0.5
    def train(model, x, y, optimizer, steps=1):
        for _ in range(steps):
            optimizer.zero_grad()
            loss = ((model(x) - y) ** 2).mean()
            loss.backward()
            optimizer.step()
        return loss
    def sgd(parameters, lr):
        return torch.optim.SGD(parameters, lr=lr)
    def freeze(model): model.w.requires_grad_(False)
    def zero(parameters):
        for p in parameters: p.grad = None
"""


@pytest.fixture
def modules(submit):
    return submit(MODULES)


def test_semantics_14_parameters_of_a_module_have_mirrors(modules):
    m = modules.Small()
    w, fixed = m.parameters()
    assert type(w) is torch.nn.Parameter
    assert (w.requires_grad, fixed.requires_grad) == (True, False)
    assert w is m.w
    assert dict(m.named_parameters())["w"] is w
    m(torch.ones(2)).backward()
    assert w.grad.tolist() == [9, 48]
    assert fixed.grad is None
    assert m.count == 1


def test_semantics_14_the_state_dict_goes_both_ways(modules):
    m = modules.Net()
    state = m.state_dict()
    assert list(state)[:2] == ["first.weight", "first.bias"]
    doubled = {key: value * 2 for key, value in state.items()}
    m.load_state_dict(doubled)
    for name, parameter in m.named_parameters():
        assert torch.equal(parameter, doubled[name])
    assert torch.equal(m.first.weight, doubled["first.weight"])


def test_semantics_14_train_and_eval(modules):
    m = modules.Net()
    x = torch.randn(8, 3)
    assert m.training is True
    m.eval()
    assert m.training is False
    assert torch.equal(m(x), m(x))
    m.train()
    assert not torch.equal(m(x), m(x))
    assert m.norm.num_batches_tracked == 2


def test_semantics_14_an_optimizer_in_the_worker_moves_the_mirrors(modules):
    m = modules.Small()
    w, _ = m.parameters()
    before = w.detach().clone()
    optimizer = student_optimizer = modules.torch.optim.SGD(m.parameters(), lr=0.01)
    modules.train(m, torch.ones(2), torch.zeros(()), optimizer)
    assert not torch.equal(w, before)
    assert w.grad is not None
    modules.zero(m.parameters())
    assert w.grad is None
    modules.train(m, torch.ones(2), torch.zeros(()), student_optimizer, steps=2)
    assert torch.equal(w, m.state_dict()["w"])
    m.write()  # p.data changes no version
    assert torch.equal(w, m.state_dict()["w"])


def test_semantics_14_an_optimizer_in_the_judge_moves_the_parameters(modules):
    m = modules.Small()
    w, _ = m.parameters()
    optimizer = torch.optim.Adam([w], lr=0.1)
    x = torch.ones(2)
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        loss = m(x)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[0] > losses[1] > losses[2]
    assert torch.equal(m.state_dict()["w"], w)
    w.data.fill_(1)  # changes no version either
    assert m(x).item() == 7
    w.grad.data.zero_()
    assert modules.sgd([w], 0.5).step() is None
    assert m.state_dict()["w"].tolist() == [1, 1]


def test_semantics_14_a_parameter_frozen_in_the_judge_is_frozen_there(modules):
    m = modules.Small()
    w, _ = m.parameters()
    w.requires_grad = False
    assert not m(torch.ones(2)).requires_grad
    w.requires_grad = True
    m(torch.ones(2)).backward()
    assert w.grad is not None
    modules.freeze(m)
    assert not w.requires_grad


def test_semantics_14_a_parameter_that_is_replaced_gets_a_mirror_of_its_own(modules):
    m = modules.Small()
    old = m.w
    m.replace()
    assert m.w is not old
    assert m.w.tolist() == [1, 1]
    m(torch.ones(2)).backward()
    assert m.w.grad is not None
    assert old.grad is None


def test_semantics_14_shared_parameters_are_one(modules):
    m = modules.Tied()
    (w,) = m.parameters()
    assert m.a.weight is m.b.weight is w
    x = torch.ones(1, 2)
    m(x).sum().backward()
    here = w.detach().clone().requires_grad_()
    (x @ here.t() @ here.t()).sum().backward()
    torch.testing.assert_close(w.grad, here.grad)


def test_semantics_14_double_backward_through_a_module(modules):
    m = modules.Small()
    w, _ = m.parameters()
    x = torch.tensor([1.0, 1.0], requires_grad=True)
    gx, gw = grad(m(x), (x, w), create_graph=True)
    assert gx.tolist() == [3, 32]
    penalty = (gx**2).sum() + (gw**2).sum()
    penalty.backward()
    # gx = w^3 f, gw = 3 w^2 x f
    f, v = torch.tensor([3.0, 4.0]), w.detach()
    torch.testing.assert_close(w.grad, 6 * v**5 * f**2 + 36 * v**3 * f**2)
    torch.testing.assert_close(x.grad, 18 * v**4 * f**2)


def test_semantics_14_gradients_add_up_over_calls(modules):
    m = modules.Small()
    for _ in range(2):
        m(torch.ones(2)).backward()
    assert m.w.grad.tolist() == [18, 96]
    modules.torch.optim.SGD(m.parameters(), lr=1.0).step()
    assert m.w.tolist() == [-17, -94]


def test_semantics_14_mirrors_as_arguments_are_the_parameters(submit):
    student = submit("""
        import torch
        W = torch.ones(2, requires_grad=True)
        def is_mine(w): return w is W
        def step(ws):
            with torch.no_grad():
                for w in ws: w -= w.grad
            return ws
    """)
    w = student.W
    assert student.is_mine(w)
    (w * 3).sum().backward()
    (back,) = student.step([w])
    assert back is w
    assert w.tolist() == [-2, -2]
    assert student.W.tolist() == [-2, -2]
