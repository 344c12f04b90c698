"""What students install: the packages the manifest promises to be there when their work is graded, and Jupyter."""

from __future__ import annotations

from autograder.model import Assignment

DISTRIBUTIONS = {
    "PIL": "pillow>=10",
    "matplotlib": "matplotlib>=3.8",
    "numpy": "numpy>=1.26",
    "pandas": "pandas>=2.2",
    "scipy": "scipy>=1.11",
    "sklearn": "scikit-learn>=1.4",
    "sympy": "sympy>=1.13",
    "torch": "torch>=2.9",
    "torchvision": "torchvision>=0.24",
    "tqdm": "tqdm>=4.66",
}
"""Import name to requirement; the bounds are those of our own package, under which the grader itself was tested."""

JUPYTER = "jupyter>=1.1"


def requirements(assignment: Assignment) -> str:
    """The text of ``requirements.txt``; a package we know nothing of is named as it is imported, without a bound."""
    roots = {module.partition(".")[0] for module in assignment.preload}
    lines = {DISTRIBUTIONS.get(root, root) for root in roots} | {JUPYTER}
    return "".join(f"{line}\n" for line in sorted(lines, key=str.lower))
