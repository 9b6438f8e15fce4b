"""What the remote does next: what a scene does by itself, then its answer, then the next scene."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.setup import default_setup
from core.lessons.lesson import LocalText, Scene
from core.lessons.progress import Move, Position, next_move
from core.view import View

PLAIN = Scene("key", LocalText("title"), LocalText("caption"), "experiment", default_setup())


def scene(**changes):
    return dataclasses.replace(PLAIN, **changes)


ASKING = scene(question=LocalText("?"), answer=LocalText("!"), pause_at=(5, 20))


@pytest.mark.parametrize(
    ("position", "act"),
    [
        (Position(0, 0), Move.PLAY),
        (Position(3, 0, is_moving=True), Move.FAST_FORWARD),
        (Position(5, 0), Move.PLAY),
        (Position(20, 0), Move.REVEAL),
        (Position(20, 0, is_revealed=True), Move.SCENE),
        (Position(20, 0, is_revealed=True, is_last=True), Move.END),
        (Position(31, 0, is_moving=True), Move.REVEAL),
    ],
)
def test_that_a_scene_plays_to_its_pauses_then_answers_then_ends(position, act):
    assert next_move(ASKING, position) is act


def test_that_a_scene_that_takes_steps_apart_takes_one_apart():
    apart = scene(view=View(walk="sub-steps", inspect=("adam",)))
    assert next_move(apart, Position(2, 2)) is Move.PART
    assert next_move(apart, Position(2, 2, is_apart=True)) is Move.PART
    assert next_move(apart, Position(3, 2)) is Move.SCENE


def test_that_a_step_half_done_is_finished_before_anything_else():
    assert next_move(ASKING, Position(5, 0, is_apart=True)) is Move.PART


def test_that_a_step_that_was_guessed_is_taken_before_anything_else_unless_no_run_can_go_on():
    for each in (PLAIN, ASKING):
        assert next_move(each, Position(2, 0, is_guessed=True)) is Move.PART
        assert next_move(each, Position(2, 0, is_guessed=True, is_over=True)) is not Move.PART


def test_that_where_every_run_has_diverged_nothing_is_played_any_more():
    assert next_move(ASKING, Position(3, 0, is_over=True)) is Move.REVEAL
    assert next_move(scene(view=View(walk="sub-steps")), Position(0, 0, is_over=True)) is Move.SCENE
    assert next_move(scene(view=View(walk="sub-steps")), Position(0, 0, is_over=True, is_apart=True)) is Move.PART


def test_that_a_scene_without_anything_of_its_own_gives_way_at_once():
    assert next_move(PLAIN, Position(0, 0)) is Move.SCENE
    assert next_move(PLAIN, Position(0, 0, is_last=True)) is Move.END


pauses = st.lists(st.integers(1, 40), unique=True, max_size=4).map(sorted).map(tuple)


@given(pauses, st.booleans(), st.booleans(), st.booleans())
def test_that_the_remote_alone_comes_to_the_end_of_every_scene(pause_at, asks, apart, is_last):
    words = (LocalText("?"), LocalText("!")) if asks else (None, None)
    played = scene(pause_at=pause_at, question=words[0], answer=words[1], view=View(walk="sub-steps" if apart else "steps"))
    step, parts, revealed, seen = 0, 0, False, []
    for _ in range(20):
        act = next_move(played, Position(step, 0, is_apart=parts % 4 != 0, is_revealed=revealed, is_last=is_last))
        seen.append(act)
        if act in (Move.SCENE, Move.END):
            break
        match act:
            case Move.PLAY:
                step = played.next_pause(step)
            case Move.PART:
                parts += 1
                step += parts % 4 == 0
            case Move.REVEAL:
                revealed = True
    assert seen[-1] is (Move.END if is_last else Move.SCENE)
    assert seen.count(Move.PLAY) == len(pause_at)
    assert seen.count(Move.REVEAL) == asks
    assert seen.count(Move.PART) == (4 if apart and not pause_at else 0)


def test_that_a_scene_with_pauses_takes_no_step_apart_by_itself_however_late_it_opens():
    walked = scene(pause_at=(3,), view=View(walk="sub-steps"))
    assert next_move(walked, Position(40, 40)) is Move.SCENE
    assert next_move(scene(view=View(walk="sub-steps")), Position(40, 40)) is Move.PART
    assert next_move(scene(view=View(walk="sub-steps")), Position(41, 40)) is Move.SCENE
