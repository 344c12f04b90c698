import torch
import torch.nn.functional as F


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    image = torch.zeros(1, 1, input_size)
    kernel = torch.zeros(1, 1, kernel_size)
    try:
        out = F.conv1d(image, kernel, stride=stride, padding=padding, dilation=dilation)
    except RuntimeError as error:
        raise ValueError("the kernel does not fit") from error
    return out.shape[-1]
