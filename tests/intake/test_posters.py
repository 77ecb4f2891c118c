"""The poster for the wall: whose it is, where its code leads, on paper that is always the same."""

from dataclasses import replace

import pytest

import nghedan
from intake.errors import Invalid, NotFound
from intake.installation.zalo_settings import ZaloOA
from intake.posters import poster_of, units_to_name, ways_in
from intake.posters.paper import poster_paper
from intake.settings import load_settings
from tests.factories import open_office
from tests.pdf import words_of


@pytest.fixture
def database_url(sqlite_url):
    """Return one database: a poster reads the directory only."""
    return sqlite_url


@pytest.fixture
def public(settings):
    return replace(
        settings,
        base_url="https://nghedan.bacninh.gov.vn",
        zalo_oa=ZaloOA(oa_id="579745863508352884"),
        telegram_name="NgheDanBot",
    )


@pytest.fixture
def office(db):
    open_office(db)
    return db


@pytest.mark.parametrize(
    ("way", "address", "shown"),
    [
        ("web", "https://nghedan.bacninh.gov.vn", "nghedan.bacninh.gov.vn"),
        ("zalo", "https://zalo.me/579745863508352884", "zalo.me/579745863508352884"),
        ("telegram", "https://t.me/NgheDanBot", "t.me/NgheDanBot"),
    ],
)
def test_a_poster_names_the_office_the_way_and_whom_to_call(office, public, way, address, shown):
    with office.read() as snap:
        poster = poster_of(snap, public, way)
    assert poster.way.address == address
    pdf = poster_paper(poster)
    assert pdf == poster_paper(poster)
    assert pdf.count(b"/Type /Page\n") == 1
    said = words_of(pdf)
    for words in ("UBND TỈNH BẮC NINH", f"hoặc mở: {shown}", "113", "114", "115", "0222 3000 000", *poster.way.steps):
        assert words in said


def test_a_unit_has_a_poster_of_its_own_and_the_smaller_paper_says_the_same(office, public):
    with office.read() as snap:
        code, name = units_to_name(snap)[0]
        poster = poster_of(snap, public, unit=code)
    assert poster.name == name
    assert words_of(poster_paper(poster, "A5")) == words_of(poster_paper(poster, "A4"))
    with pytest.raises(Invalid):
        poster_paper(poster, "A0")


def test_a_name_longer_than_the_paper_is_written_smaller(office, public):
    with office.read() as snap:
        poster = poster_of(snap, public)
    name = "Trung tâm Phục vụ hành chính công " * 6
    assert name.strip().upper() in words_of(poster_paper(replace(poster, name=name.strip())))


def test_no_poster_leads_where_nothing_is(office, settings):
    assert [way.key for way in ways_in(settings)] == ["web"]
    with office.read() as snap:
        with pytest.raises(Invalid, match="ZALO_OA_ID"):
            poster_of(snap, settings, "zalo")
        with pytest.raises(NotFound):
            poster_of(snap, settings, unit="khong-co")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NGHEDAN_EMBED_ORIGINS", "https://xa.gov.vn/trang"),
        ("NGHEDAN_EMBED_ORIGINS", "xa.gov.vn"),
        ("NGHEDAN_EMBED_ORIGINS", "https://xa.gov.vn;script-src"),
        ("NGHEDAN_EMBED_ORIGINS", "*"),
        ("TELEGRAM_BOT_NAME", "bot này"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path, name, value):
    with pytest.raises(Invalid, match=name):
        load_settings({"NGHEDAN_DATA_DIR": str(tmp_path), name: value})


@pytest.mark.usefixtures("office")
def test_the_command_writes_a_poster_and_warns_of_an_address_that_leads_nowhere(
    tmp_path, database_url, monkeypatch, capsys
):
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NGHEDAN_DATABASE_URL", database_url)
    path = tmp_path / "ap-phich.pdf"
    assert nghedan.main(["poster", "--paper", "A5", "--output", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert "NGHEDAN_BASE_URL" in capsys.readouterr().out
    assert nghedan.main(["poster", "--unit", "khong-co", "--output", str(path)]) == 1
