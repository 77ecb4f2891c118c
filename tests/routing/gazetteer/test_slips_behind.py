"""A commune behind a hamlet is heard as it is said there, also where only the writer's home was named before."""

import pytest

from routing.places import load_gazetteer


@pytest.mark.parametrize(
    ("text", "spot", "commune"),
    [
        ("nhà e cạnh chùa thôn định cương xuân nai", "cạnh chùa thôn định cương", "xã Gia Bình"),
        ("e làm bên bắc ninh, thôn định cương xuân nai thu tiền", "thôn định cương", "xã Gia Bình"),
        ("em o bac lung ma ong co dat o thon Ao Hien ben Dan Hoi", "thon Ao Hien", "xã Cẩm Lý"),
        ("dốc đặng thị cầu xe tải ồn", "dốc đặng", "phường Vũ Ninh"),
        ("vut duoi chan cau vuot duong sat ben dong ky boc mui", "duoi chan cau vuot duong sat", None),
        ("cạnh nhà máy Canon võ cường có bãi rác", "cạnh nhà máy Canon", "phường Võ Cường"),
        ("lang ca truoc nha van hoa to dan pho 3 dinh ke", "truoc nha van hoa to dan pho 3", "phường Bắc Giang"),
        ("chợ núi đồng kỵ hôi", "chợ núi", "phường Đồng Nguyên"),
        ("đường liên xã từ tiên nha đi chu điện hỏng", "", "xã Lục Nam"),
    ],
)
def test_a_commune_is_found_behind_a_spot(text, spot, commune):
    found = load_gazetteer().find(text)
    assert (found.text, found.name) == (spot, commune)


@pytest.mark.parametrize("text", ["thôn định cương xuân tới", "thôn đoài nước lai láng", "thôn đoài xuân này"])
def test_other_words_behind_a_hamlet_are_no_commune(text):
    assert load_gazetteer().find(text).name is None
