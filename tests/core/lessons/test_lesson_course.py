"""What the remote does next: what a scene does by itself, then its answer, then the next scene."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lesson import LocalText, Scene
from core.lesson_course import Act, Place, next_act
from core.setups import default_setup

PLAIN = Scene("key", LocalText("title"), LocalText("caption"), "experiment", default_setup())


def scene(**changes):
    return dataclasses.replace(PLAIN, **changes)


ASKING = scene(question=LocalText("?"), answer=LocalText("!"), pause_at=(5, 20))


@pytest.mark.parametrize(
    ("place", "act"),
    [
        (Place(0, 0), Act.PLAY),
        (Place(3, 0, is_moving=True), Act.HURRY),
        (Place(5, 0), Act.PLAY),
        (Place(20, 0), Act.REVEAL),
        (Place(20, 0, is_revealed=True), Act.SCENE),
        (Place(20, 0, is_revealed=True, is_last=True), Act.END),
        (Place(31, 0, is_moving=True), Act.REVEAL),
    ],
)
def test_that_a_scene_plays_to_its_pauses_then_answers_then_ends(place, act):
    assert next_act(ASKING, place) is act


def test_that_a_scene_that_takes_steps_apart_takes_one_apart():
    apart = scene(walk="sub-steps", inspect=("adam",))
    assert next_act(apart, Place(2, 2)) is Act.PART
    assert next_act(apart, Place(2, 2, is_apart=True)) is Act.PART
    assert next_act(apart, Place(3, 2)) is Act.SCENE


def test_that_a_step_half_done_is_finished_before_anything_else():
    assert next_act(ASKING, Place(5, 0, is_apart=True)) is Act.PART


def test_that_a_step_that_was_guessed_is_taken_before_anything_else_unless_no_run_can_go_on():
    for each in (PLAIN, ASKING):
        assert next_act(each, Place(2, 0, is_guessed=True)) is Act.PART
        assert next_act(each, Place(2, 0, is_guessed=True, is_over=True)) is not Act.PART


def test_that_where_every_run_has_diverged_nothing_is_played_any_more():
    assert next_act(ASKING, Place(3, 0, is_over=True)) is Act.REVEAL
    assert next_act(scene(walk="sub-steps"), Place(0, 0, is_over=True)) is Act.SCENE
    assert next_act(scene(walk="sub-steps"), Place(0, 0, is_over=True, is_apart=True)) is Act.PART


def test_that_a_scene_without_anything_of_its_own_gives_way_at_once():
    assert next_act(PLAIN, Place(0, 0)) is Act.SCENE
    assert next_act(PLAIN, Place(0, 0, is_last=True)) is Act.END


pauses = st.lists(st.integers(1, 40), unique=True, max_size=4).map(sorted).map(tuple)


@given(pauses, st.booleans(), st.booleans(), st.booleans())
def test_that_the_remote_alone_comes_to_the_end_of_every_scene(pause_at, asks, apart, is_last):
    words = (LocalText("?"), LocalText("!")) if asks else (None, None)
    played = scene(pause_at=pause_at, question=words[0], answer=words[1], walk="sub-steps" if apart else "steps")
    step, parts, revealed, seen = 0, 0, False, []
    for _ in range(20):
        act = next_act(played, Place(step, 0, is_apart=parts % 4 != 0, is_revealed=revealed, is_last=is_last))
        seen.append(act)
        if act in (Act.SCENE, Act.END):
            break
        match act:
            case Act.PLAY:
                step = played.next_pause(step)
            case Act.PART:
                parts += 1
                step += parts % 4 == 0
            case Act.REVEAL:
                revealed = True
    assert seen[-1] is (Act.END if is_last else Act.SCENE)
    assert seen.count(Act.PLAY) == len(pause_at)
    assert seen.count(Act.REVEAL) == asks
    assert seen.count(Act.PART) == (4 if apart and not pause_at else 0)
