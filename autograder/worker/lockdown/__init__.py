"""The layers of the lock-down, one file each; ``order.py`` says in which order they are applied and why."""
