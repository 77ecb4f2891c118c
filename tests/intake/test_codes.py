import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.codes import ALPHABET, code_among, new_code, secret_of, secrets_match, tidy_code


def test_a_code_is_read_as_people_type_it():
    code = new_code("ND", 2026)
    assert code.startswith("ND-26-")
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code} "):
        assert tidy_code(typed) == code


@given(st.integers(6, 13), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_found(position, sign):
    code = new_code("ND", 2026)
    signs = code.replace("-", "")
    position = 4 + position % 8
    if signs[position] == sign:
        return
    assert tidy_code(signs[:position] + sign + signs[position + 1 :]) is None


@given(st.text(max_size=40))
def test_anything_typed_as_a_code_is_answered(text):
    assert tidy_code(text) is None or "-" in tidy_code(text)


@pytest.mark.parametrize("words", ["hồ sơ {}", "ma {}", "số {} đâu rồi"])
def test_words_before_a_code_are_never_read_as_a_part_of_it(words):
    """One code in 29 has a check letter that also fits the words and the code written in one."""
    for _ in range(300):
        code = new_code("ND", 2026)
        assert code_among(words.format(code))[0] == code
        assert tidy_code(f"hồ sơ {code}") is None


def test_a_secret_depends_on_key_code_and_version():
    one = secret_of(b"k" * 32, "ND-26-7F3K-29QX", 1)
    assert one == secret_of(b"k" * 32, "ND-26-7F3K-29QX", 1)
    assert len({one, secret_of(b"l" * 32, "ND-26-7F3K-29QX", 1), secret_of(b"k" * 32, "ND-26-7F3K-29QX", 2)}) == 3


@pytest.mark.parametrize("change", [str.lower, lambda s: s.replace("-", " "), lambda s: f" {s} "])
def test_a_secret_is_compared_forgivingly(change):
    secret = secret_of(b"k" * 32, "ND-26-7F3K-29QX", 1)
    assert secrets_match(change(secret), secret)
    assert not secrets_match(secret[:-1], secret)
    assert not secrets_match("", secret)
    assert not secrets_match("đặc biệt", secret)
