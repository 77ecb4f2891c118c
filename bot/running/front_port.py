"""Takes the port that a server is to listen at before anything else is touched: another may serve the same book."""

import errno
import socket

from intake.errors import Invalid


def take_port(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address of this machine; it listens when the server is ready.

    Raises:
        Invalid: somebody listens there, or the address is none of this machine, or not open to this user.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    front = socket.socket(family, socket.SOCK_STREAM)
    try:
        front.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        front.bind((host, port))
    except (OSError, OverflowError) as error:
        front.close()
        raise Invalid(_sentence(host, port, getattr(error, "errno", None))) from error
    front.set_inheritable(True)
    return front


def _sentence(host: str, port: int, number: int | None) -> str:
    if number == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang có chương trình khác dùng, có thể là một lần chạy trước chưa dừng. "
            f"Dừng chương trình ấy, hoặc chọn cổng khác bằng --port (make run PORT={port + 1})."
        )
    if number == errno.EACCES:
        return f"Người dùng này không được mở cổng {port}: chọn cổng từ 1024 trở lên bằng --port."
    return f"Không mở được {host}, cổng {port}: kiểm tra lại --host và --port."
