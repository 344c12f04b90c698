"""What outlives a run: seeds, results that can be used again, and the journal of a run that was interrupted."""

from autograder.store.journal import Journal
from autograder.store.key import Keys
from autograder.store.store import Store

__all__ = ["Journal", "Keys", "Store"]
