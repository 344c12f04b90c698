HINT = {
    "en": "What does a tensor give when it is divided by zero, and what does the statement ask for there?",
    "ko": "텐서를 0으로 나누면 무엇이 나오나요? 설명에서는 그때 어떻게 하라고 했나요?",
}


def decision_boundary(w, b):
    return -w[0] / w[1], -b / w[1]
