HINT = {
    "en": "A network may consist of blocks, each of which holds several layers. Do you look inside them?",
    "ko": "네트워크는 여러 층이 든 블록으로 이루어질 수 있습니다. 블록 안도 살펴보나요?",
}


def freeze(model, except_last=1):
    blocks = [child for child in model.children() if list(child.parameters())]
    for position, block in enumerate(blocks):
        for parameter in block.parameters():
            parameter.requires_grad = position >= len(blocks) - except_last
