def step_decay(lr: float, epoch: int, step_size: int, gamma: float) -> float:
    """The learning rate of an epoch when it falls in steps (학습률 감쇠).

    Args:
        lr: the learning rate of the first epochs, a positive number.
        epoch: number of the epoch, counted from 0.
        step_size: after how many epochs the learning rate changes, at least 1.
        gamma: what it is multiplied by each time, between 0 and 1.

    Returns:
        The learning rate of that epoch, as a float. Nothing is remembered between two calls.

    >>> [step_decay(0.5, epoch, step_size=2, gamma=0.5) for epoch in range(6)]
    [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]
    """
    ### BEGIN SOLUTION
    steps = epoch // step_size
    return lr * gamma**steps
    ### END SOLUTION
