"""The commands that keep an installation whole; each loads only what it needs."""

from intake.cli.table import Arguments, Command, nothing


def _accept_key(_args: Arguments) -> None:
    from intake.key_mark import accept
    from intake.settings import load_settings

    print(accept(load_settings()))


COMMANDS: tuple[Command, ...] = (
    ("accept-key", "cho sổ dùng khóa bí mật đang đặt, khi khóa cũ đã mất hẳn hoặc đã lộ", _accept_key, nothing),
)
