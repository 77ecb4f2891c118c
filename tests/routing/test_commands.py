import json

import pytest

from routing.commands import classify, evaluate, explain

LABELLED = [
    {"text": "mất nước sinh hoạt ba hôm", "kind": "feedback", "topic": "nuoc", "urgent": False},
    {"text": "cháy nhà ở ngõ 5 xã Tân Yên", "kind": "feedback", "topic": "pccc", "urgent": True, "place": "xã Tân Yên"},
]


def lines(rows):
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def test_classify_answers_each_line_in_the_agreed_form():
    (answer,) = map(json.loads, classify(['{"id": "a1", "text": "P. Kinh Bắc mất nước sinh hoạt"}']))
    assert " ".join(answer) == "id kind topic topics confidence place urgent hazard evidence unit"
    assert (answer["id"], answer["topic"], answer["unit"], answer["urgent"]) == ("a1", "nuoc", "Phòng Kinh tế", False)
    assert answer["place"]["name"] == "phường Kinh Bắc"
    assert answer["topics"][0].keys() == {"code", "score"}


@pytest.mark.parametrize("line", ["nope", "[]", '{"id": 1}', '{"id": 1, "text": 5}', "{", "[" * 100_000])
def test_a_malformed_line_is_told_and_the_next_is_read(line):
    broken, good = map(json.loads, classify([line, '{"id": 2, "text": "mất điện"}']))
    assert broken["id"] is None
    assert broken["error"]
    assert (good["id"], good["topic"]) == (2, "dien")


def test_blank_lines_are_passed_over():
    assert list(classify(["", "\n"])) == []


def test_corruption_and_denunciation_are_proposed_to_the_province():
    texts = ["Tôi tố cáo kế toán xã lập khống, ăn chặn tiền", "Tôi làm đơn tố cáo hàng xóm đánh người"]
    units = [json.loads(line)["unit"] for line in classify(lines({"id": 1, "text": text} for text in texts))]
    assert units == ["Thanh tra tỉnh", "Ban Tiếp công dân tỉnh"]


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("Khiếu nại quyết định thu hồi đất của UBND phường Bắc Giang", "UBND", "Chủ tịch UBND phường Bắc Giang"),
        ("Tôi không đồng ý quyết định xử phạt tôi 5 triệu", "UBND", "Chủ tịch UBND xã, phường"),
        ("Khiếu nại quyết định của Giám đốc Sở Xây dựng xử phạt tôi", "Sở Xây dựng", "người đứng đầu Sở Xây dựng"),
        ("Khiếu nại lần hai quyết định của chủ tịch xã Đồng Việt", "UBND", "Khiếu nại lần hai do Chủ tịch UBND tỉnh"),
        ("Khiếu nại Điện lực cắt điện nhà tôi", "Công ty Điện lực", "Không giải quyết theo Luật Khiếu nại"),
        ("Khiếu nại quyết định kỷ luật của hiệu trưởng trường THCS Đồng Việt", None, "do hiệu trưởng"),
    ],
)
def test_a_complaint_is_proposed_to_whoever_decided(text, unit, why):
    (answer,) = map(json.loads, classify(lines([{"id": 1, "text": text}])))
    assert (answer["kind"], answer["unit"]) == ("complaint", unit)
    (line,) = [one for one in explain(text).splitlines() if one.startswith("Đơn vị thường giải quyết")]
    assert why in line


def test_what_is_in_another_province_is_no_unit_s_of_ours():
    text = "Tôi ở quận Hoàn Kiếm Hà Nội, đèn đường hỏng"
    (answer,) = map(json.loads, classify(lines([{"id": 1, "text": text}])))
    assert (answer["place"]["outside"], answer["unit"]) == ("Hà Nội", None)
    assert "Đơn vị thường giải quyết: ngoài thẩm quyền" in explain(text)


def test_explain_tells_in_words_what_and_why():
    told = explain("Thôn Đông, xã Tân Yên: dây điện đứt rơi xuống đường, điện lực không ai ra")
    assert "Điện lực" in told
    assert "thôn đông, xã tân yên" in told.lower()
    assert "114" in told
    assert "Vì trong tin có" in told


def test_explain_of_nothing_is_still_a_sentence():
    assert "Không thấy từ ngữ nào" in explain("")


def test_evaluate_counts_what_people_labelled():
    found = evaluate(lines(LABELLED))
    assert found.as_written.messages == found.rambling.messages == 2
    assert (found.as_written.topic, found.as_written.urgent_recall, found.as_written.place_found) == (1.0, 1.0, 1.0)
    assert json.loads(json.dumps(found.to_json()))["kinds"]
    assert "Lĩnh vực đúng" in found.to_text()


def test_evaluate_without_labels_of_urgency_says_nothing_of_it():
    found = evaluate(lines([{"text": "mất điện", "kind": "feedback", "topic": "dien"}]))
    assert found.as_written.urgent_recall is None
    assert "–" in found.to_text()


@pytest.mark.parametrize("line", ["x", '{"text": "a"}', '{"text": "a", "kind": "lạ", "topic": "dien"}'])
def test_evaluate_names_the_bad_line(line):
    with pytest.raises(ValueError, match="Dòng 1"):
        evaluate([line])


def test_evaluate_tells_which_kinds_there_are_and_measures_nothing_of_nothing():
    with pytest.raises(ValueError, match="không có loại “lạ”; có feedback"):
        evaluate(['{"text": "a", "kind": "lạ", "topic": "dien"}'])
    with pytest.raises(ValueError, match="không có dòng nào"):
        evaluate(["", "  "])


def test_explain_says_where_a_matter_of_others_belongs_and_how_well_that_is_known():
    told = explain("chấp hành viên kê biên nhà tôi trái luật")
    assert "Việc của nơi khác: Thủ trưởng cơ quan thi hành án dân sự tỉnh" in told
    assert "Độ chắc: đã đọc văn bản: Luật 106/2025/QH15" in told
    assert "Việc của nơi khác" not in explain("Đường vào xóm đầy ổ gà")
