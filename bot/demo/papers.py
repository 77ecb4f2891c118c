"""Invented papers and photographs that officers of the demo province put to a case: decisions, proofs of a result."""

from random import Random

from bot.demo.pictures import picture
from intake.files import attachments
from intake.moves import NewFile
from intake.settings import Settings

_PAGE = "BT /F1 18 Tf 72 740 Td ({}) Tj ET"


class Papers:
    """Makes papers and keeps their bytes in the installation's data folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def decision(self, number: str) -> NewFile:
        """Return a one-page decision with a number."""
        name = f"Quyet dinh {number.replace('/', '-')}.pdf"
        return NewFile(attachments.keep(self._settings, _pdf(f"QUYET DINH {number} (mau, tinh thu nghiem)")), name)

    def proof(self, topic: str, rng: Random) -> NewFile:
        """Return a photograph of what was done."""
        kept = attachments.keep(self._settings, picture(topic, rng), kind="photo")
        return NewFile(kept, "Anh sau khi xu ly.jpg")


def _pdf(line: str) -> bytes:
    """Return a page with one line of plain letters: the smallest paper that any reader opens."""
    content = _PAGE.format(line)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    whole = f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}"
    return whole.replace("Đ", "D").encode("ascii")
