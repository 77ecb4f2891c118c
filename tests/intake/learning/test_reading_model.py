import pytest

import nghedan
from intake.errors import Invalid
from intake.learning.reading_model import go_back, installed_reader, take, write_model
from intake.settings import load_settings
from routing.lessons.examples import Example
from routing.lessons.training import fit
from routing.reading import default_reader


def model(topic):
    return fit([Example("mất nước ba hôm", topic, "", "feedback", "t"), Example("chào", "khac", "", "other", "t")], [])


@pytest.fixture
def settings(tmp_path):
    return load_settings({"NGHEDAN_DATA_DIR": str(tmp_path)})


def test_an_installation_reads_with_the_packaged_model_until_it_has_its_own(settings):
    assert installed_reader(settings) is default_reader()
    own = model("nuoc")
    take(settings, own)
    assert installed_reader(settings).judge.model.version == own.version


def test_the_model_before_comes_back_and_then_the_packaged_one(settings):
    first, second = model("nuoc"), model("dien")
    take(settings, first)
    take(settings, second)
    go_back(settings)
    assert installed_reader(settings).judge.model.version == first.version
    go_back(settings)
    assert installed_reader(settings) is default_reader()
    with pytest.raises(Invalid):
        go_back(settings)


def test_a_broken_model_stops_the_start_with_a_sentence(settings):
    take(settings, model("nuoc"))
    (settings.data_dir / "reading" / "model.bin").write_bytes(b"broken")
    with pytest.raises(Invalid, match="--back"):
        installed_reader(settings)


def test_a_model_that_was_written_to_a_file_is_taken_into_use_and_given_back(settings, monkeypatch, capsys):
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(settings.data_dir))
    own = model("nuoc")
    write_model(settings.data_dir / "moi.bin", own)
    assert nghedan.main(["train", "--use", str(settings.data_dir / "moi.bin")]) == 0
    assert "nghedan train --back" in capsys.readouterr().out
    assert installed_reader(settings).judge.model.version == own.version
    assert nghedan.main(["train", "--back"]) == 0
    assert installed_reader(settings) is default_reader()


def test_a_file_that_is_no_model_is_not_taken_into_use(settings, monkeypatch):
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(settings.data_dir))
    (settings.data_dir / "moi.bin").write_bytes(b"broken")
    assert nghedan.main(["train", "--use", str(settings.data_dir / "moi.bin")]) == 1
    assert installed_reader(settings) is default_reader()
