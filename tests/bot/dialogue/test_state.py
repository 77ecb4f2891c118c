"""A stored state is read back by older and newer versions of the house."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.state import Draft, State

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = sorted(set(State.__dataclass_fields__) | set(Draft.__dataclass_fields__))


def test_missing_and_unknown_fields_are_forgiven():
    assert State.from_json({"step": "confirm", "new_field": 1, "step_no": "x"}) == State(step="confirm")


def test_unknown_version_keeps_the_draft():
    state = State.from_json({"version": 9, "step": "hologram", "draft": {"text": "Ổ gà", "topic": 7, "lat": 21}})
    assert state == State(step="ask_what", draft=Draft(text="Ổ gà", lat=21.0))


@given(st.dictionaries(st.sampled_from(NAMES), junk))
def test_any_json_is_read(stored):
    State.from_json(stored)
    State.from_json({"draft": stored})


def test_a_full_state_comes_back_the_same():
    draft = Draft(
        "Ổ gà", "feedback", "dat_dai", (("dat_dai", 0.5),), candidates=(("1", "xã A"),), lat=1.0, outside="Hà Nội"
    )
    state = State(step="confirm", step_no=3, draft=draft, options=(("send", "Gửi"),), case_id=4, sent_code="ND")
    assert State.from_json(state.to_json()) == state
