from torch import nn


def freeze(model: nn.Module, except_last: int = 1) -> None:
    """Freeze a network for transfer learning (전이 학습): only its last layers stay trainable.

    A layer is a module that has parameters of its own, such as nn.Linear or nn.BatchNorm2d, but neither nn.ReLU nor
    nn.Sequential. Layers are counted in the order of model.modules(), whatever they are nested in.

    Args:
        model: any module; the parameters are changed in place.
        except_last: how many layers at the end stay trainable, at least 0. If there are not so many, all do.

    Returns:
        None. Afterwards requires_grad is True for the parameters of these layers, even if they were frozen before,
        and False for all others.

    >>> model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    >>> freeze(model)
    >>> [parameter.requires_grad for parameter in model.parameters()]
    [False, False, True, True]
    """
    ### BEGIN SOLUTION
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    first_trainable = len(layers) - except_last
    for position, layer in enumerate(layers):
        for parameter in layer.parameters(recurse=False):
            parameter.requires_grad = position >= first_trainable
    ### END SOLUTION
