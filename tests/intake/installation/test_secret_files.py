"""Keys are whole, durable and their owner's alone; one that is cut off stops the start and never counts as a key."""

import pytest

from intake.errors import Invalid
from intake.health.doctor import doctor
from intake.installation import secret_files
from intake.sealed.vault_keys import add_key, keys_of
from intake.settings import load_settings


def load(folder):
    return load_settings({"NGHEDAN_DATA_DIR": str(folder)})


def found(settings, what):
    [finding] = [one for one in doctor(settings) if one.what == what]
    return finding


def test_a_first_key_is_made_once_in_a_folder_that_nobody_else_may_look_into(tmp_path):
    folder = tmp_path / "new" / "data"
    first, again = load(folder), load(folder)
    assert first.secret_key == again.secret_key
    assert len(first.secret_key) >= 32
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret.key"]


def test_of_two_processes_that_start_together_both_have_the_key_of_the_first(tmp_path):
    path = tmp_path / "secret.key"
    secret_files.write_first(path, "first")
    secret_files.write_first(path, "second")
    assert secret_files.read(path) == "first"


@pytest.mark.parametrize("broken", [b"", b"\n", b"abc", b"\xff\xfe\x00"])
def test_a_key_that_is_empty_or_cut_off_stops_the_start(tmp_path, broken):
    """With an empty key everybody could reckon the secret of every receipt."""
    (tmp_path / "secret.key").write_bytes(broken)
    with pytest.raises(Invalid, match=r"secret\.key"):
        load(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == broken


def test_a_broken_key_of_the_vault_is_told_in_a_sentence(tmp_path):
    settings = load(tmp_path)
    settings.vault_key_file.write_bytes(b"\xff\xfe")
    assert not found(settings, "Khóa két").ok


@pytest.mark.parametrize("what", ["Khóa bí mật", "Khóa két", "Thư mục dữ liệu"])
def test_the_doctor_tells_of_keys_and_a_folder_that_others_may_read(tmp_path, what):
    settings = load(tmp_path / "data")
    add_key(settings)
    paths = {
        "Khóa bí mật": settings.data_dir / "secret.key",
        "Khóa két": settings.vault_key_file,
        "Thư mục dữ liệu": settings.data_dir,
    }
    assert found(settings, what).ok
    paths[what].chmod(0o755)
    assert not found(settings, what).ok
    assert str(paths[what]) in found(settings, what).sentence


def test_a_further_key_of_the_vault_stands_before_the_first(tmp_path):
    settings = load(tmp_path)
    first, second = add_key(settings), add_key(settings)
    assert keys_of(settings) == (second, first)
    assert settings.vault_key_file.stat().st_mode & 0o077 == 0
