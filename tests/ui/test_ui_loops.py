"""A loop steps, rests, backs off and stops; what it meets it tells."""

from threading import Event, current_thread

from textual.message import Message

from counter_app.loops import Loop, Pace
from counter_app.messages import CameraSeen, LoopEnded, LoopState
from scanning.values import CameraState, CaptureReport

WAIT_S = 5.0
STILL = Pace(rest_s=60.0, first_retry_s=60.0, last_retry_s=60.0)


class Trouble(Exception):
    code = "paper-out"


class Steps:
    """A step that does what a list says, one item a call, and tells when it was called."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.called = Event()
        self.threads: set[str] = set()
        self.heard: list[Message] = []

    def step(self) -> object:
        self.threads.add(current_thread().name)
        answer = self.answers.pop(0) if self.answers else None
        self.called.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


def loop(steps: Steps, pace: Pace = STILL) -> Loop[object]:
    return Loop(
        "printer",
        steps.step,
        tell=lambda report: LoopState("told", str(report)) if report else None,
        notify=steps.heard.append,
        pace=pace,
        troubles=(Trouble,),
        jitter=lambda: 0.0,
    )


def test_a_pause_doubles_up_to_its_cap_and_jitter_only_shortens_it() -> None:
    """0.5, 1, 2, 4 … 15 seconds; full jitter halves each."""
    pace = Pace(rest_s=1.0, first_retry_s=0.5, last_retry_s=15.0)
    assert [pace.retry_s(n, 0.0) for n in range(1, 8)] == [0.5, 1, 2, 4, 8, 15, 15]
    assert pace.retry_s(1_000, 1.0) == 7.5


def test_a_known_trouble_is_told_with_its_code_and_so_is_its_end() -> None:
    """Trouble, trouble, well: two troubles told, then one all-clear, then the report."""
    steps = Steps(Trouble(), Trouble(), "report")
    runner = loop(steps)
    pauses_s = [runner.turn() for _ in range(3)]
    told = [(state.loop, state.code) for state in steps.heard if isinstance(state, LoopState)]
    assert told == [
        ("printer", "paper-out"),
        ("printer", "paper-out"),
        ("printer", ""),
        ("told", "report"),
    ]
    assert pauses_s == [60.0, 60.0, 60.0]


def test_an_unforeseen_error_ends_the_loop_and_is_told() -> None:
    """Unknown means stop and tell; nothing is tried again blindly."""
    fault = ValueError("unforeseen")
    steps = Steps(fault)
    runner = loop(steps)
    runner.run()
    assert [type(message) for message in steps.heard] == [LoopEnded]
    assert steps.heard[0].error is fault  # type: ignore[attr-defined]  # asserted just above


def test_wake_ends_a_rest_and_stop_ends_the_thread() -> None:
    """A resting loop steps at once when woken, on its own thread, and stops when told."""
    steps = Steps()
    runner = loop(steps)
    runner.start()
    assert steps.called.wait(WAIT_S)
    steps.called.clear()
    runner.wake()
    assert steps.called.wait(WAIT_S)
    assert steps.threads == {"printer"}
    assert runner.stop()


def test_a_hanging_step_does_not_hold_the_program() -> None:
    """Stop waits no longer than it was given and says that the step did not end."""
    release = Event()
    started = Event()

    def hang() -> None:
        started.set()
        release.wait(WAIT_S)

    runner = Loop(
        "hanging",
        hang,
        tell=lambda _report: None,
        notify=lambda _message: None,
        pace=STILL,
        troubles=(),
        jitter=lambda: 0.0,
    )
    runner.start()
    assert started.wait(WAIT_S)
    assert not runner.stop(timeout_s=0.05)
    release.set()
    assert runner.stop(WAIT_S)


def test_only_the_newest_picture_waits_to_be_drawn() -> None:
    """A report replaces an older one in the queue; a trouble never replaces anything."""
    old = CameraSeen(CaptureReport(CameraState.LOST))
    new = CameraSeen(CaptureReport(CameraState.LIVE))
    assert new.can_replace(old)
    assert not new.can_replace(LoopState("camera", "x"))
    assert not LoopState("camera", "").can_replace(LoopState("camera", "x"))
