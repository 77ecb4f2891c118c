"""What the command line says of reading: `classify`, `explain` and `evaluate`, as pure text in and text out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from routing.kinds import KIND_NAMES, Kind
from routing.lessons.evaluation import Evaluation, Labelled, measure
from routing.places import Place
from routing.reading import Reader, Reading, default_reader
from routing.referrals import Referral
from routing.text import normalise
from routing.usual import elsewhere, usual_unit

_ABOUT = {"topic": "Lĩnh vực", "kind": "Loại", "place": "Nơi", "urgency": "Khẩn cấp", "hazard": "Mối nguy"}


def classify(lines: Iterable[str], reader: Reader | None = None) -> Iterator[str]:
    """Yield one JSON line for each JSON line `{"id", "text"}`; a malformed one gives `{"id": null, "error": …}`."""
    reader = reader or default_reader()
    for line in lines:
        if not line.strip():
            continue
        try:
            message = _message(line)
        except ValueError as problem:
            yield json.dumps({"id": None, "error": str(problem)}, ensure_ascii=False)
            continue
        answer = {"id": message.get("id")} | _answer(reader, message["text"])
        yield json.dumps(answer, ensure_ascii=False)


def _message(line: str) -> dict[str, Any]:
    """Return the message of a line.

    Raises:
        ValueError: the line is no JSON object with a text, told in Vietnamese.
    """
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("Dòng này không phải JSON.") from None
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        raise ValueError('Mỗi dòng cần là {"id": …, "text": "…"}.')  # noqa: TRY004 - one family for a bad line
    return message


def _answer(reader: Reader, text: str) -> dict[str, Any]:
    reading = reader.read(text)
    place = reading.place
    return {
        "kind": str(reading.kind),
        "topic": reading.topic,
        "topics": [{"code": topic.code, "score": topic.score} for topic in reading.topics],
        "confidence": reading.confidence,
        "place": _place(place) if place else None,
        "urgent": reading.urgent,
        "hazard": reading.hazard.kind if reading.hazard else None,
        "evidence": [
            {"about": e.about, "value": e.value, "words": _printable(e.words), "score": e.score}
            for e in reading.evidence
        ],
        "unit": usual_unit(reading, normalise(text), reader.catalogue)[0],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"text": place.text, "code": place.code, "name": place.name, "outside": place.outside}


def _printable(words: str) -> str:
    return " ".join(words.split())


def explain(text: str, reader: Reader | None = None) -> str:
    """Return in Vietnamese words how a text is read and why."""
    reader = reader or default_reader()
    reading = reader.read(text)
    unit, why = usual_unit(reading, normalise(text), reader.catalogue)
    names = reader.catalogue.topics
    lines = [
        f"Loại: {KIND_NAMES[reading.kind]} (chắc {reading.kind_confidence:.0%}){_doubt(reading)}",
        f"Lĩnh vực: {names[reading.topic].name_vi} (chắc {reading.confidence:.0%})",
        *(f"  hoặc: {names[other.code].name_vi} ({other.score:.0%})" for other in reading.topics[1:3]),
        f"Nơi: {_place_in_words(reading.place)}",
        f"Khẩn cấp: {_danger_in_words(reading)}",
        f"Đơn vị thường giải quyết: {unit or 'ngoài thẩm quyền'}{f'. {why}' if why else ''}",
        *_elsewhere(elsewhere(reading, normalise(text), reader.catalogue)),
        *_split(reading, {code: topic.name_vi for code, topic in names.items()}),
        *_reasons(reading, {code: topic.name_vi for code, topic in names.items()}),
        f"Đọc bằng: {_versions(reading.version)}",
    ]
    return "\n".join(lines)


def _elsewhere(referral: Referral | None) -> Iterator[str]:
    if referral:
        yield f"Việc của nơi khác: {referral.told}"
        yield f"  {referral.known_by}"


def _doubt(reading: Reading) -> str:
    if not reading.kind_is_doubtful or reading.kind_second is None:
        return ""
    return (
        f"; chưa chắc, có thể là {KIND_NAMES[reading.kind_second]} ({reading.kind_second_share:.0%}), cán bộ xem giúp"
    )


def _split(reading: Reading, names: Mapping[str, str]) -> Iterator[str]:
    if not reading.parts:
        return
    yield "Tin này có thể gồm nhiều việc, nên tách:"
    for part in reading.parts:
        yield f"  {KIND_NAMES[part.kind]}, {names[part.topic]}: “{_printable(part.words)}”"


def _versions(version: str) -> str:
    catalogue, kinds, model = version.split("·")
    shipped, _, own = catalogue.partition("+")
    named = f"{shipped}, phần của cơ quan {own}" if own else shipped
    return f"danh mục {named}, cách phân loại {kinds}, mô hình {model}"


def _place_in_words(place: Place | None) -> str:
    if place is None:
        return "chưa thấy nói"
    if place.outside:
        return f"{place.text} (ngoài tỉnh: {place.outside})"
    known = place.name or " hoặc ".join(commune.name for commune in place.candidates[:4])
    return ", ".join(filter(None, (place.text, known)))


def _danger_in_words(reading: Reading) -> str:
    if reading.hazard is not None:
        numbers = ", ".join(reading.hazard.numbers)
        told = "có, mối nguy: chưa ai bị hại" if reading.hazard.is_sure else "không báo khẩn, có thể là mối nguy"
        return f"{told}, vì “{_printable(reading.hazard.words)}”; nếu xảy ra, gọi ngay {numbers}"
    if reading.danger is None:
        return "không"
    return f"có, vì “{_printable(reading.danger.words)}”; gọi ngay {', '.join(reading.danger.numbers)}"


def _reasons(reading: Reading, names: Mapping[str, str]) -> Iterator[str]:
    if not reading.evidence:
        yield "Không thấy từ ngữ nào cho biết việc gì."
        return
    yield "Vì trong tin có:"
    for evidence in reading.evidence:
        value = names.get(evidence.value, "") if evidence.about == "topic" else ""
        yield f"  “{_printable(evidence.words)}” → {_ABOUT[evidence.about]}{': ' + value if value else ''}"


def evaluate(lines: Iterable[str], reader: Reader | None = None) -> Evaluation:
    """Return the figures for labelled JSON lines `{"text", "kind", "topic", "topic2"?, "urgent"?, "place"?}`.

    Raises:
        ValueError: a line has no text or no label, told in Vietnamese with its number; or there is no line at all.
    """
    messages = [_labelled(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not messages:
        raise ValueError("Tệp không có dòng nào để đo.")
    return measure(reader or default_reader(), messages)


def _labelled(number: int, line: str) -> Labelled:
    try:
        row = _message(line)
        return Labelled(
            text=row["text"],
            kind=_known_kind(row["kind"]),
            topic=str(row["topic"]),
            topic2=str(row.get("topic2") or ""),
            urgent=row.get("urgent"),
            place=row.get("place") if isinstance(row.get("place"), str) else None,
        )
    except KeyError as missing:
        raise ValueError(f"Dòng {number} thiếu {missing}.") from None
    except ValueError as problem:
        raise ValueError(f"Dòng {number}: {problem}") from None


def _known_kind(kind: object) -> str:
    if kind not in set(Kind):
        raise ValueError(f"không có loại “{kind}”; có {', '.join(Kind)}.")
    return str(kind)
