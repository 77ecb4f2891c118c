"""Sentences to citizens as the panel lists them: shipped, the office's own, and where an upgrade came between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from admin.forms.typed import ID_DIGITS, number
from intake.catalogue.sentences import Version, Wordbook
from routing.text import has_words

GROUPS: Mapping[str, str] = {
    "hello": "Chào hỏi",
    "consent": "Xin đồng ý lưu lời kể",
    "idle": "Khi chưa có việc",
    "ask": "Câu hỏi khi ghi việc",
    "place": "Về nơi xảy ra",
    "note": "Lưu ý về loại đơn",
    "confirm": "Đọc lại trước khi gửi",
    "added": "Ghi thêm",
    "add": "Bổ sung hồ sơ",
    "receipt": "Biên nhận",
    "new": "Việc mới",
    "answer": "Hỏi đáp",
    "drop": "Bỏ bản nháp",
    "withdraw": "Rút hồ sơ",
    "cases": "Danh sách hồ sơ",
    "case": "Một hồ sơ",
    "state": "Tên các bước của hồ sơ",
    "outcome": "Tên kết quả",
    "kind": "Tên loại việc",
    "lookup": "Tra cứu",
    "officer": "Gặp cán bộ",
    "talk": "Chuyện trò",
    "unclear": "Khi chưa rõ ý",
    "puzzled": "Khi người dân không hiểu câu hỏi",
    "own_words": "Khi người dân hỏi nghĩa của một từ",
    "stale": "Nút cũ",
    "unsupported": "Tin không nhận được",
    "typed": "Chọn bằng số (nơi không có nút)",
    "danger": "Nguy hiểm, số khẩn cấp",
    "notice": "Thông báo về hồ sơ",
    "media": "Ảnh và tệp",
    "profile": "Lời giới thiệu của bot",
    "menu": "Bảng lệnh",
    "help": "Hướng dẫn",
    "language": "Ngôn ngữ",
    "choice": "Nút bấm",
    "denounce": "Nhận lời tố cáo",
    "denouncing": "Hỏi về tố cáo",
    "plain": "Trả lời khi người dân hỏi lại",
    "complaint": "Đơn khiếu nại",
    "limit": "Thời hiệu khiếu nại",
    "identity": "Số giấy tờ tùy thân",
    "alike": "Việc đã có người báo",
    "chats": "Nối các nơi nhắn tin",
    "follow": "Theo dõi hồ sơ",
    "second": "Hai việc trong một lần kể",
    "contact": "Số điện thoại để gọi lại",
    "praise": "Lời khen",
    "hazard": "Mối nguy cần tránh",
    "advice": "Lời khuyên khi bị hại",
    "rating": "Hỏi mức hài lòng",
    "reopen": "Xin xem lại kết quả",
    "thanks": "Lời cảm ơn",
    "elsewhere": "Việc của nơi khác",
    "turned_away": "Hồ sơ không thụ lý, đã chuyển",
    "urge": "Nhắc cán bộ",
    "data": "Thông tin riêng của người dân",
    "waiting": "Việc kể dở",
    "reception": "Hẹn gặp lãnh đạo",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its shipped wording and the newest of the office."""

    key: str
    shipped: str
    newest: Version | None

    @property
    def own(self) -> str | None:
        """The office's own wording, None while the shipped one is said."""
        return self.newest.text if self.newest else None

    @property
    def text(self) -> str:
        """What is said now."""
        return self.own if self.own is not None else self.shipped

    @property
    def seen(self) -> int:
        """The number of the newest version, 0 where there is none."""
        return self.newest.version if self.newest else 0

    @property
    def is_outdated(self) -> bool:
        """Whether the shipped sentence has changed since the office laid its own over it."""
        return self.own is not None and self.newest is not None and self.newest.shipped != self.shipped


class _Nothing:
    """No sentences: a panel that was put up without the room that speaks."""

    def languages(self) -> Mapping[str, str]:
        return {}

    def shipped(self, language: str) -> Mapping[str, str]:
        del language
        return {}

    def problems(self, language: str, key: str, text: str) -> Sequence[str]:
        del language, key, text
        return ()

    def shown(self, language: str, key: str, text: str) -> str:
        del language, key
        return text

    def fields(self, language: str, key: str) -> Sequence[str]:
        del language, key
        return ()


def wordbook_of(request: Request) -> Wordbook:
    """Return the shipped sentences that the gate gave to the panel."""
    book: Wordbook | None = request.app.state.sentences
    return book or _Nothing()


def sentences_of(book: Wordbook, newest: Mapping[tuple[str, str], Version], language: str) -> tuple[Sentence, ...]:
    """Return every sentence of a language in the order of its file."""
    shipped = book.shipped(language) if language else {}
    return tuple(Sentence(key, text, newest.get((language, key))) for key, text in shipped.items())


def grouped(found: Iterable[Sentence], q: str) -> list[tuple[str, list[Sentence]]]:
    """Return the sentences by the name of their group; with `q` only those that hold these words."""
    groups = dict[str, list[Sentence]]()
    for one in found:
        if has_words(f"{one.key} {one.text}", q):
            name = one.key.partition(".")[0]
            groups.setdefault(GROUPS.get(name, name), []).append(one)
    return list(groups.items())


def number_in(text: str) -> int:
    """Return a number of a form; -1, which no version has, for anything else."""
    found = number(text, ID_DIGITS)
    return -1 if found is None else found
