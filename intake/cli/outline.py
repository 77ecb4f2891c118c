"""The command `nghedan outline`: a directory to fill in, for the province that is served or one commune of it."""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from intake.cli.table import Arguments, Command


def _outline(args: Arguments) -> None:
    from intake.directory.outline import outline
    from intake.errors import Invalid

    content = outline(args.commune)
    lists = (f'"{name}": [\n{_lines(content[name])}\n]' for name in ("units", "staff"))
    office = json.dumps(content["office"], ensure_ascii=False)
    text = "{" + ",\n".join((f'"office": {office}', *lists)) + "}\n"
    try:
        with args.file.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Invalid(f"Đã có tệp {args.file}: xin chọn tên khác.") from error
    except OSError as error:
        raise Invalid(f"Không ghi được {args.file}: {error.strerror}.") from error
    print(f"Đã ghi {args.file}: {len(content['units'])} đơn vị, {len(content['staff'])} người cần ghi tên.")
    print("Trong tệp: ghi điện thoại, địa chỉ của cơ quan, họ tên người ở mục staff, bỏ đơn vị không có;")
    print(f"rồi chạy nghedan seed {args.file}. Cán bộ khác thêm sau ở “Cài đặt”, cả danh sách bằng bảng tính.")


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp JSON sẽ ghi, chưa có")
    parser.add_argument("--commune", default="", metavar="XÃ", help="chỉ một xã, phường: mã, hoặc tên như “xã Hóc Môn”")


COMMANDS: tuple[Command, ...] = (
    ("outline", "ghi danh bạ mẫu: đơn vị thường có của tỉnh và mọi xã, phường, để sửa rồi nạp", _outline, _arguments),
)
