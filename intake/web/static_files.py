"""Files that both front doors hand out: kept by browsers for a year, and pressed together once for all requests."""

import gzip
from functools import lru_cache
from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from intake.web.compression import takes_gzip

_WORDY = (".css", ".js", ".svg")


class Assets(StaticFiles):
    """Files whose address changes with their content, and which hold nothing personal."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file that browsers may keep, small where they take it so."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if not (path.endswith(_WORDY) and isinstance(response, FileResponse) and scope["method"] == "GET"):
            return response
        response.headers["Vary"] = "Accept-Encoding"
        if not takes_gzip(scope):
            return response
        kept = {name: value for name, value in response.headers.items() if name not in {"content-length", "etag"}}
        content = response.headers["etag"]
        small = {"Content-Encoding": "gzip", "ETag": f"W/{content}"}
        return Response(_pressed(Path(response.path), content), headers={**kept, **small})


@lru_cache(maxsize=128)
def _pressed(file: Path, _content: str) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)
