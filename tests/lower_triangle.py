"""An exercise about a mask: right code, device bugs that the CPU does not show, its hidden tests."""

RIGHT = """
import torch
def lower(x):
    return x.masked_fill(~torch.ones(x.shape, dtype=torch.bool, device=x.device).tril(), 0.0)
"""
TESTS = """
@pytest.mark.points(1)
def test_keeps_the_lower_triangle(student, reference, make):
    \"\"\"Everything above the diagonal must be zero.\"\"\"
    agree(student.lower, reference.lower, make.tensor(3, 4))


@pytest.mark.points(1)
def test_passes_the_gradient_on(student, make):
    \"\"\"The gradient must reach the lower triangle.\"\"\"
    x = make.tensor(3, 4, requires_grad=True)
    student.lower(x).sum().backward()
    assert torch.equal(x.grad, torch.ones(3, 4).tril())
"""

WRONG = {
    "cpu_mask": "return x.masked_fill(~torch.ones(x.shape, dtype=torch.bool).tril(), 0.0)",
    "cpu_result": """
        out = torch.zeros(x.shape)
        for i in range(x.shape[0]):
            for j in range(min(i + 1, x.shape[1])):
                out[i, j] = x[i, j].item()
        return out
    """,
    "numpy": "return torch.from_numpy(x.detach().numpy() * (1 - 0 * 1)).tril()",
}
