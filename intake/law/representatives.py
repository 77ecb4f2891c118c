"""How many speak for many who sign together (Luật Tiếp công dân Điều 29; Nghị định 124/2020/NĐ-CP Điều 6, 7)."""

_MANY, _VERY_MANY = 5, 10
_BASIS = "Điều 29 Luật Tiếp công dân 2013; Điều 6, Điều 7 Nghị định 124/2020/NĐ-CP"


def representatives_for(people: int) -> str:
    """Return what the law asks of that many people, as an officer reads it; blank where they are too few."""
    if people < _MANY:
        return ""
    how_many = "1 hoặc 2 người" if people <= _VERY_MANY else "không quá 5 người"
    return f"Từ {_MANY} người: phải có văn bản cử {how_many} đại diện, có chữ ký của tất cả ({_BASIS})."
