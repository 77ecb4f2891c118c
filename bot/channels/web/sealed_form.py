"""What a citizen writes on the sealed form, and what is still missing in it, each field with its own sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from bot.channels.web.uploads import Form, Upload
from intake.acts.denunciations import IDENTITY, Accusation

LONGEST = 20_000
_SHORT = 300
_NAMED, _TIP = "named", "tip"
_TEXTS = {"accused": _SHORT, "act": LONGEST, "more": LONGEST, "where": _SHORT}
_FIELDS = (*_TEXTS, *IDENTITY, "who", "consent", "protection", "join")
_MISSING: Mapping[str, str] = {
    "who": "Anh/Chị chọn nêu tên hay không nêu tên.",
    "accused": "Anh/Chị ghi ai làm việc đó: tên, chức vụ hoặc nơi làm việc. Không biết tên thì tả người.",
    "act": "Anh/Chị kể việc làm sai: chuyện gì, ở đâu, khi nào.",
    "name": "Muốn tố cáo theo luật thì cần họ tên. Không muốn nêu thì chọn “Không nêu tên”.",
    "address": "Anh/Chị ghi nơi ở.",
    "contact": "Anh/Chị ghi số điện thoại hoặc cách liên hệ, để cán bộ báo lại.",
    "consent": "Anh/Chị đánh dấu đồng ý thì chúng tôi mới được giữ và xem nội dung này.",
}


@dataclass(frozen=True, slots=True)
class SealedForm:
    """The form as it was typed; `form_id` is the same for every try to send it."""

    form_id: str
    typed: Mapping[str, str]
    pictures: tuple[Upload, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return what was typed in a field."""
        return self.typed.get(name, "")

    @property
    def is_tip(self) -> bool:
        """Whether it is told without a name."""
        return self["who"] == _TIP

    def problems(self) -> dict[str, str]:
        """Return what is missing or too long, by field."""
        needed = ["who", "accused", "act", "consent"] + (list(IDENTITY) if self["who"] == _NAMED else [])
        found = {name: _MISSING[name] for name in needed if not self[name]}
        if self["who"] not in {_NAMED, _TIP}:
            found["who"] = _MISSING["who"]
        for name, longest in (_TEXTS | dict.fromkeys(IDENTITY, _SHORT)).items():
            if len(self[name]) > longest:
                found[name] = f"Dài quá {longest} chữ cái. Anh/Chị viết ngắn lại giúp."
        return found

    def accusation(self) -> Accusation:
        """Return what is accused; of a tip the fields of the identity are left out, whatever stands in them."""
        identity = {} if self.is_tip else {name: self[name] for name in IDENTITY}
        texts = {name: self[name] for name in _TEXTS}
        return Accusation(**texts, identity=identity, asks_protection=bool(self["protection"]))

    def key(self) -> str:
        """Return what names the form as it was drawn, however often it is sent; the book cannot tell its id by it."""
        return str(uuid5(NAMESPACE_OID, str(_id_or_new(self.form_id))))


def blank() -> SealedForm:
    """Return an empty form."""
    return SealedForm(str(uuid4()), {})


def read(form: Form) -> SealedForm:
    """Return a posted form."""
    typed = {name: form.fields.get(name, "").strip() for name in _FIELDS}
    pictures = tuple(upload for upload in form.uploads if upload.field == "photo")
    return SealedForm(form.fields.get("form_id", ""), typed, pictures)


def _id_or_new(text: str) -> UUID:
    """Return the form's id; one that lost it still sends, only a double tap is not told any more."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
