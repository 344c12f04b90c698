import warnings

import torch


def step_decay(lr, epoch, step_size, gamma):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=step_size, gamma=gamma)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses the steps of the optimizer, which nobody needs here
        for _ in range(epoch):
            scheduler.step()
    return optimizer.param_groups[0]["lr"]
