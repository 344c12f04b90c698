HINT = {
    "en": "Each element is judged on its own. Did you decide for whole rows?",
    "ko": "원소마다 따로 판단해야 합니다. 행 전체를 한꺼번에 판단하지 않았나요?",
}


def keep_greater(t, threshold):
    rows = t.reshape(len(t), -1)
    return rows[(rows > threshold).any(dim=1)].flatten()
