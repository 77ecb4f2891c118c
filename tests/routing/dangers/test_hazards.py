"""What may kill somebody today is a hazard: a thing, its state, who is near; what only sounds like one is none."""

import json

import pytest

from intake.registration.danger_labels import HAZARDS
from routing.dangers.danger_lexicon import danger_tables, numbers_of
from routing.dangers.hazards import hazard_in, is_hazard
from routing.language.folding import bare
from routing.language.words import split
from routing.reading import Reading, default_reader
from routing.referrals import asked_in_danger

TOLD = [
    ("Cây xà cừ trước cổng chợ bật gốc một nửa, nghiêng hẳn ra lòng đường, xe máy vẫn chui qua", "tree"),
    ("cây phượng trước trường tiểu học nghiêng sắp đổ, học sinh đứng dưới gốc chờ vào lớp", "tree"),
    ("Biển quảng cáo trên nóc quán phở bung 2 chân, chực rơi xuống vỉa hè đông người", "tree"),
    ("gạch ở công trình rơi xuống hẻm suốt, sáng nay suýt trúng đầu em bé", "tree"),
    ("Dây điện tuột khỏi sứ, sà xuống ngang đầu người đi xe máy, vỏ bong trơ lõi đồng", "wire"),
    ("tủ điện hẻm 60 mỗi lần mưa là xẹt xẹt tóe lửa", "wire"),
    ("dây cáp mạng sà xuống đường, vướng cổ người đi xe", "wire"),
    ("nắp cống trước cổng trường mầm non bị mất, trẻ con qua lại", "pit"),
    ("Cái giếng hoang không có nắp đậy, mấy đứa nhỏ đá banh sát miệng giếng", "pit"),
    ("bờ sông sau nhà tôi sạt lở, chỉ còn cách nhà hai mét", "bank"),
    ("cầu ván bắc qua kênh mục nát, người dân vẫn phải đi qua", "bridge"),
    ("lan can cầu gãy một đoạn, xe máy dễ lao xuống sông", "bridge"),
    ("ngầm tràn nước chảy xiết mà các cháu vẫn lội qua đi học", "flow"),
    ("phà chở quá tải, không ai mặc áo phao, trẻ em cũng vậy", "boat"),
    ("bình gas quán lẩu xì mùi nồng nặc cả hành lang", "gas"),
    ("chó becgie thả rông, tuần trước đã cắn một người phải khâu", "animal"),
    ("hẻm 12 ngập vô tới giường luôn rồi", "flow"),
    ("mặt đường sụp một hố sâu, ban đêm không đèn", "pit"),
    ("chân đê có mạch sủi nước đục từ đêm qua", "bank"),
    ("vòi nước trong bếp chạm vào là tê rần", "wire"),
    ("con trâu đực xông vô húc mấy đứa nhỏ đang chơi", "animal"),
    ("con tôi cùng mấy bạn trong lớp nôn từ tối hôm kia, đều ăn bán trú", "food"),
    ("thang máy chung cư rơi tự do hai tầng rồi mới dừng", "lift"),
    ("barie đường sắt hỏng không hạ xuống, tàu vẫn chạy", "rails"),
    ("cẩu tháp quay vòng chở bê tông qua đầu sân trường mẫu giáo", "tree"),
    ("công trình kế bên treo cả thùng vữa lủng lẳng trên lối vào khu tập thể", "tree"),
    ("trần phòng học võng xuống, các cháu vẫn học bên dưới", "tree"),
    ("hố lò gạch cũ đầy nước, cạnh trường tiểu học", "pit"),
    ("hầm đất sét bỏ hoang ngập nước sát trường tiểu học, tụi nhỏ hay ra tắm", "pit"),
    ("cầu khỉ gãy một nhịp", "bridge"),
    ("dầu nhớt đổ tràn đường đèo, sáng nay mấy xe trượt ngã", "road"),
    ("đèn tín hiệu ngã tư hư, xe chạy loạn xạ, học sinh không dám qua đường", "road"),
    ("lối thoát hiểm chung cư bị chất đồ kín mít", "exit"),
    ("cửa hàng để cả trăm bình gas ngay dưới gầm cầu thang khu trọ", "exit"),
    ("cái cổng sắt trường cấp 2 long bản lề, hôm qua đổ ập xuống suýt trúng bác bảo vệ", "tree"),
    ("gạch ốp mặt tiền chợ rơi lả tả xuống chỗ bà con ngồi bán", "tree"),
    ("rãnh thoát nước đào dọc đường làng, không rào, bà cụ trượt chân suýt lọt", "pit"),
    ("nắp hố cáp giữa vỉa hè bị bể, người già đi bộ dễ sụp chân", "pit"),
    ("cầu ván qua rạch rớt mất hai tấm ván giữa, xe đạp học trò phải dắt bộ nhón qua", "bridge"),
    ("kè bờ sông nứt hai ngang tay, quán trên kè đông nghịt khách", "bank"),
    ("ụ cát đổ giữa đường tránh, đêm không đèn, tối qua hai xe tông vào", "road"),
    ("cọc sắt nhọn nhô lên giữa vỉa hè trước trường học, trẻ con chạy qua", "road"),
    ("đàn chó lao ra đuổi xe đạp, có cháu té trầy gối", "animal"),
    ("trái dừa khô rụng bịch xuống sân mẫu giáo", "tree"),
    ("đàn trâu thả rông trên quốc lộ ban đêm, xe né suýt đâm nhau", "animal"),
    ("con pitbull nhà đầu hẻm không rọ mõm, sáng nào cũng chạy ra chỗ trẻ con chơi", "animal"),
    ("nhà kia thả con béc giê ra ngõ, không xích, gặp ai cũng chồm lên", "animal"),
    ("cho ngao nuoi trong hem khong ro mom khong xich, hoc sinh di qua phai chay", "animal"),
    ("con chó chảy nước dãi đi lảo đảo ngoài chợ", "animal"),
    ("con chó thả rông táp hụt chân mấy đứa nhỏ trong xóm", "animal"),
    ("bếp ăn bán trú nấu thịt ôi, mấy cháu kêu tanh mà cô vẫn ép ăn", "food"),
    ("com trua cong ty thit boc mui, cong nhan khong dam an", "food"),
    ("khúc cua xuống dốc bị bụi tre che khuất, xe máy xe tải suýt tông nhau hoài", "road"),
    ("khúc cua đèo gãy rào, bên dưới vực sâu", "road"),
    ("goc cua truong cap hai khong guong cau, hoc sinh suyt dam nhau", "road"),
    ("nắp hố ga đéo có, cả xóm suýt lọt mấy lần", "pit"),
    ("cống ni nỏ có nắp, mấy đứa nhỏ đi học ngang", "pit"),
    ("cả dãy trọ sáu chục người có đúng một cầu thang, xe điện sạc kín lối", "exit"),
    ("karaoke bịt kín mặt tiền, lối ra duy nhất là cầu thang gỗ", "exit"),
    ("moong đá ngập nước sâu, không rào, trẻ chăn trâu hay tắm", "pit"),
]
NONE = [
    "nắp cống trước nhà bị mẻ một góc, xe qua kêu lộc cộc cả đêm",
    "cây trước nhà rậm quá che hết đèn đường, xin tỉa bớt cành",
    "cột điện trong xóm nghiêng nhẹ mấy năm nay, bao giờ thay",
    "dây cáp viễn thông chằng chịt như mạng nhện, mất mỹ quan",
    "khu đồi sau thôn có nguy cơ sạt lở, đề nghị có phương án di dời các hộ",
    "tuyến đường mất an toàn giao thông, đề nghị cắm biển báo",
    "cử tri đề nghị xây kè chống sạt lở bờ sông sát nhà dân",
    "nắp hố ga bị mất hôm trước nay đã lắp lại rồi, cảm ơn phường",
    "cây nhà hàng xóm nghiêng sắp đổ vào nhà tôi thì ai bồi thường",
    "khoảng cách an toàn từ nhà tới đường dây sà xuống là bao nhiêu mét",
    "chó nhà bên thả rông sủa cả đêm",
    "tổ ong đầu ngõ chưa đốt ai, nhờ người gỡ",
    "hồi nhỏ làng tôi có cây gạo nghiêng ra đường, năm ngoái chặt rồi",
    "việc này như quả bom nổ chậm, xin giải quyết sớm",
    "ăn cỗ xong cả xóm đau bụng, giờ khỏe rồi",
    "khi phát hiện rò rỉ khí gas thì gọi số nào, bài tập tình huống của lớp em",
    "cột đèn ở ngã ba tắt ba hôm nay",
    "trụ sở nứt tường chân chim, xin kinh phí sơn sửa",
    "mỗi lần mưa to là nước lên tới giường, xin nạo vét cống",
    "giá gas tăng, bình gas bán thiếu ký",
    "cần cẩu đậu choán vỉa hè người đi bộ phải xuống lòng đường",
    "trần lớp 3A sơn màu xanh đẹp quá, các cháu thích lắm",
    "trường cạnh ao bị ngập nước, học sinh nghỉ học",
    "ao cá nhà tôi bị người ta thả thuốc, cá chết nổi trắng",
    "nhịp cầu nối yêu thương, cảm ơn đoàn thanh niên",
    "cầu khỉ hồi 2014 gãy một nhịp, xin làm lại cầu bê tông",
    "có đúng cầu treo gãy một nhịp không hay là tin giả",
    "đèn đỏ chờ lâu quá, kẹt xe hoài",
    "lối thoát nước sau nhà bị bịt, cả xóm khổ",
    "cho hỏi chung cư có bắt buộc có lối thoát hiểm không",
    "phường đã mở lại lối thoát hiểm chung cư, cảm ơn",
    "mặt đường xấu, ổ gà nhiều xe hay ngã",
    "bùn đất xe chở rơi vãi đầy đường, bụi mù",
    "nắp cống kêu lộp cộp mỗi khi xe qua, mất ngủ",
    "cổng chào xóm phai màu, xin kinh phí sơn",
    "mương thoát nước nghẹt rác, muỗi quá trời",
    "ghế đá công viên gãy chân, nhờ thay",
    "lan can cầu mới sơn đẹp, bà con khen",
    "nhà trọ chỉ có một lối thoát hiểm, không có bình chữa cháy",
    "con pitbull nhà tôi đã rọ mõm đầy đủ khi ra đường",
    "nuôi chó pitbull có cần giấy phép không",
    "chó nhà hàng xóm sủa đêm",
    "xin tiêm phòng chó dại cho đàn chó trong xóm",
    "thịt ở chợ tăng giá quá",
    "bếp ăn bán trú sạch sẽ, các cháu ăn ngon, cảm ơn trường",
    "cơm công ty ít thịt, công nhân muốn đổi món",
    "khúc cua này đẹp, xin trồng hoa",
    "khúc cua đã gắn gương cầu rồi, cảm ơn xã",
    "bộ phận một cửa khóa cửa sớm, dân phải về",
    "hồ sơ nộp một cửa mà bị bịt đường đi",
    "mô có ai trả lời mô",
    "cống có nắp mà hôi quá",
    "nhà tôi có một cửa sổ bị hàng xóm bịt kín",
    "tiền mô có mà nộp",
    "sữa ở siêu thị hết hạn khuyến mãi",
    "moong đá đã lấp xong trồng keo",
]
# told by no list, or by one that asks for marks: the learned scorer hears them
OWN_WORDS = [
    "bức tường sau nhà kho gạch rời từng viên, đẩy nhẹ là rung, học trò hay ngồi dựa vào",
    "hộp cầu chì bung nắp ngay gốc đèn công viên, dây đỏ lòi ra, mấy đứa nhỏ hay thò tay vào nghịch",
    "giếng bỏ hoang giữa vườn chuối miệng ngang mặt đất, hôm qua con bê sụp chân suýt rớt",
    "moong đá cũ nước xanh lè sâu hun hút, không rào, trưa hè bọn trẻ rủ nhau ra nhảy",
    "ván cầu mục thủng lỗ chỗ, bánh xe đạp của học trò lọt xuống hoài",
    "cầu tuột của con nít ở công viên gãy, chìa đinh ra",
    "moong than bỏ hoang đầy nước cạnh trường",
    "trâu bị điện giật chết ngoài ruộng",
    "xích đu trong sân chơi đứt một bên móc, cháu nào ngồi lên cũng suýt ngã",
    "xe rước học sinh nhét ba chục đứa, cửa sau cột bằng dây thun, chạy ào ào",
    "quan hat khoa xich cua sau, cau thang chat thung bia, toi nao cung dong khach",
    "gieng hoang khong nap ngay loi tre chan bo, co moc che kin mieng",
    "cái cống trước chợ mô có nắp, tối mưa ngập là lọt",
]
NOT_THEIRS = [
    "hồi bé tôi hay leo cây nhãn đầu đình, nay cây vẫn xanh tốt",
    "bức tường sau nhà kho bong vôi, nhìn cũ kỹ, xin sơn lại",
    "hộp cầu chì trong nhà cháy, mất điện từ tối, bao giờ có lại",
    "giếng trong vườn chuối cạn nước, xin hỗ trợ khoan giếng mới",
    "mỏ đá nổ mìn ồn ào, bụi bay trắng xóm",
    "cầu đã thay ván mới, bà con đi lại thuận tiện, cảm ơn xã",
    "công viên ít xích đu, trẻ con phải xếp hàng chờ",
    "xe rước học sinh thu tiền cao mà hay trễ giờ",
    "thợ hàn làm ồn cả buổi trưa, không ai ngủ được",
    "quan hat mo nhac am am toi nua dem, ca xom mat ngu",
    "xin hoi thu tuc xin phep dao gieng",
]
OPEN = "Nắp cống giữa đường Lý Thái Tổ bị mất, hố sâu hơn 2 mét, tối đến không có đèn"


@pytest.mark.parametrize("dressed", [str, bare])
@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_a_hazard_is_heard_with_marks_and_without(text, kind, dressed):
    told = hazard_in(split(dressed(text)))
    assert told is not None
    assert told.kind == kind
    assert told.numbers == numbers_of(kind)


@pytest.mark.parametrize("dressed", [str, bare])
@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_one_is_none(text, dressed):
    assert hazard_in(split(dressed(text))) is None


@pytest.mark.parametrize("text", OWN_WORDS)
def test_what_people_tell_in_words_of_their_own_is_heard(text):
    told = default_reader().read(text).hazard
    assert told is not None
    assert told.numbers == numbers_of(told.kind)
    assert told.words in text


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_the_same_things_in_no_such_state_are_none(text):
    assert default_reader().read(text).hazard is None


def test_it_is_urgent_and_no_danger_of_this_minute():
    reading = default_reader().read(OPEN)
    assert reading.danger is None
    assert reading.alarm == "pit"
    assert reading.urgent
    assert Reading.from_json(reading.to_json()) == reading


def test_a_reading_that_knew_of_none_is_read_back():
    stored = default_reader().read("đèn đường hỏng").to_json()
    del stored["hazard"]
    assert Reading.from_json(stored).hazard is None


def test_who_is_being_hurt_is_in_danger_whatever_hazard_it_comes_from():
    reading = default_reader().read("cây đổ đè trúng người đi xe máy, bất tỉnh rồi, cứu với")
    assert reading.danger is not None
    assert reading.hazard is None


def test_a_decision_that_is_complained_of_tells_none():
    text = "Tôi khiếu nại quyết định xử phạt của UBND phường vì cây nghiêng ra lòng đường trước nhà tôi"
    assert default_reader().read(text).hazard is None


@pytest.mark.parametrize("kind", danger_tables()["numbers_of_hazards"])
def test_of_each_hazard_is_known_whom_to_call_who_looks_and_what_it_is_called(kind):
    assert is_hazard(kind)
    assert list(asked_in_danger(kind))
    assert kind in HAZARDS


def test_what_is_only_weighed_calls_nobody_and_stays_so_when_it_is_kept():
    reading = default_reader().read(OWN_WORDS[0])
    assert not reading.urgent
    kept = Reading.from_json(json.loads(json.dumps(reading.to_json())))
    assert kept.hazard == reading.hazard
    del (stored := reading.to_json())["hazard"]["is_sure"]
    assert Reading.from_json(stored).urgent  # one that was kept before there was anything to weigh


@pytest.mark.parametrize("name", ["Trần Văn Bảy, sinh 1960", "Trần Thị Sập", "tôi là Trần Văn Nứt ở đội 3"])
def test_nobody_s_name_is_a_ceiling(name):
    assert default_reader().read(name).hazard is None


def test_a_ceiling_that_begins_a_message_is_one():
    assert default_reader().read("Trần nhà lớp học nứt toác, vữa rơi lả tả xuống bàn các cháu").urgent


@pytest.mark.parametrize("way", [str, bare])
def test_whom_a_meal_has_sent_to_hospital_in_numbers_is_a_hazard(way):
    assert default_reader().read(way("công ty em cho ăn cơm có dòi, 30 người đau bụng đi viện")).hazard.kind == "food"
    assert default_reader().read(way("phòng trọ có 30 người, tôi đau bụng")).hazard is None
