"""The versions that are part of a cache key (SEMANTICS 24)."""

from importlib import metadata

from autograder.grading.versions import versions


def test_packages_are_found_by_the_names_they_are_imported_by():
    found = versions(("sklearn", "PIL", "no_such_package"))
    assert found["torch"] == metadata.version("torch")
    assert found["sklearn"] == metadata.version("scikit-learn")
    assert found["PIL"] == metadata.version("pillow")
    assert "no_such_package" not in found


def test_our_own_code_is_part_of_our_version():
    number, plus, digest = versions()["autograder"].partition("+")
    assert number == metadata.version("autograder")
    assert plus
    assert len(digest) == 12
    assert versions() == versions()
