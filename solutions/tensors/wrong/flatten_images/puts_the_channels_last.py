HINT = {
    "en": "The shape is right but the order is not. Which elements stand next to each other in the tensor you were given?",
    "ko": "크기는 맞지만 순서가 다릅니다. 받은 텐서에서는 어떤 원소들이 나란히 있나요?",
}


def flatten_images(x):
    if x.dim() == 4:
        x = x.permute(0, 2, 3, 1)
    else:
        x = x.transpose(1, 2)
    return x.reshape(x.size(0), -1)
