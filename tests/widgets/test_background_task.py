"""BackgroundTask: the result arrives on the GUI thread, the latest request wins, a cancelled one is never delivered."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from threading import Event, Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.conftest import ROOT
from viewer.progress import ProgressCallback
from viewer.widgets.background_task import BackgroundTask

TIMEOUT_S = 20


def _returned(number: int, _progress: ProgressCallback) -> int:
    return number


@pytest.fixture
def task(qtbot: QtBot) -> BackgroundTask:
    return BackgroundTask()


def test_the_result_and_the_progress_arrive_on_the_gui_thread(qtbot: QtBot, task: BackgroundTask) -> None:
    worker, delivered, shares = list[object](), list[object](), list[float]()

    def work(progress: ProgressCallback) -> str:
        worker.append(current_thread())
        for step in range(5):
            progress(step / 4)
        return "result"

    task.progressed.connect(shares.append)
    with qtbot.waitSignal(task.ended):
        task.run(work, lambda result: delivered.extend([result, current_thread()]))
        busy = [task.busy]
    assert [*busy, task.busy] == [True, False]
    assert delivered == ["result", main_thread()]
    assert worker[0] is not main_thread()
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_all_work_of_a_task_runs_on_one_thread_until_its_window_is_deleted(qtbot: QtBot) -> None:
    threads, window = list[Thread](), QObject()
    task = BackgroundTask(window)
    for _ in range(3):
        with qtbot.waitSignal(task.ended):
            task.run(lambda _progress: current_thread(), threads.append)
    assert len(set(threads)) == 1
    assert threads[0].is_alive()
    delete(window)
    threads[0].join(TIMEOUT_S)
    assert not threads[0].is_alive()


def test_the_thread_ends_with_its_task(qtbot: QtBot) -> None:
    threads = list[Thread]()
    task = BackgroundTask()
    with qtbot.waitSignal(task.ended):
        task.run(lambda _progress: current_thread(), threads.append)
    del task
    threads[0].join(TIMEOUT_S)
    assert not threads[0].is_alive()


def test_only_the_latest_request_is_delivered(qtbot: QtBot, task: BackgroundTask) -> None:
    release, results = Event(), list[int]()

    def blocked(progress: ProgressCallback) -> int:
        release.wait(TIMEOUT_S)
        progress(0.5)
        return 0

    with qtbot.waitSignal(task.ended):
        task.run(blocked, results.append)
        for number in (1, 2, 3):
            task.run(partial(_returned, number), results.append)
        release.set()
    assert results == [3]


def test_at_most_one_piece_of_work_runs_at_a_time(qtbot: QtBot, task: BackgroundTask) -> None:
    running, most = list[int](), list[int]()

    def work(progress: ProgressCallback) -> None:
        running.append(1)
        most.append(len(running))
        for step in range(100):
            progress(step / 100)
        running.pop()

    def stubborn(_progress: ProgressCallback) -> None:
        running.append(1)
        most.append(len(running))
        running.pop()

    with qtbot.waitSignal(task.ended):
        for _ in range(20):
            task.run(stubborn, lambda _result: None)
        task.run(work, lambda _result: None)
    assert max(most) == 1


def test_cancelled_work_stops_at_its_next_report_and_is_not_delivered(qtbot: QtBot, task: BackgroundTask) -> None:
    started, release, stopped = Event(), Event(), Event()
    results, reached = list[object](), list[str]()

    def work(progress: ProgressCallback) -> None:
        started.set()
        try:
            release.wait(TIMEOUT_S)
            progress(0.5)
            reached.append("after the report")
        finally:
            stopped.set()

    task.run(work, results.append)
    assert started.wait(TIMEOUT_S)
    with qtbot.waitSignal(task.ended):
        task.cancel()
    assert not task.busy
    release.set()
    assert stopped.wait(TIMEOUT_S)
    with qtbot.waitSignal(task.ended):
        task.run(lambda _progress: "next", results.append)
    assert results == ["next"]
    assert reached == []


def test_an_exception_goes_to_its_handler(qtbot: QtBot, task: BackgroundTask) -> None:
    errors = list[Exception]()

    def broken(_progress: ProgressCallback) -> None:
        raise KeyError("nothing")

    with qtbot.waitSignal(task.ended):
        task.run(broken, lambda _result: None, errors.append)
    assert isinstance(errors[0], KeyError)


def test_an_exception_without_a_handler_is_raised_on_the_gui_thread(qtbot: QtBot, task: BackgroundTask) -> None:
    def broken(_progress: ProgressCallback) -> None:
        raise ValueError("nobody handles this")

    with qtbot.capture_exceptions() as raised, qtbot.waitSignal(task.ended):
        task.run(broken, lambda _result: None)
    assert [str(error) for _type, error, _traceback in raised] == ["nobody handles this"]


def test_synchronous_work_is_delivered_before_run_returns(task: BackgroundTask) -> None:
    threads = list[object]()
    task.run(lambda _progress: current_thread(), threads.append, synchronous=True)
    assert threads == [main_thread()]
    assert not task.busy


def test_a_result_may_start_the_next_work(qtbot: QtBot, task: BackgroundTask) -> None:
    results = list[str]()

    def first(result: str) -> None:
        results.append(result)
        task.run(lambda _progress: "second", results.append)

    ended = list[int]()
    task.ended.connect(lambda: ended.append(len(results)))
    with qtbot.waitSignal(task.ended):
        task.run(lambda _progress: "first", first)
    assert results == ["first", "second"]
    assert ended == [2]


def test_a_task_of_a_deleted_window_delivers_nothing(qtbot: QtBot) -> None:
    started, release, stopped, results = Event(), Event(), Event(), list[object]()

    def work(progress: ProgressCallback) -> None:
        started.set()
        try:
            release.wait(TIMEOUT_S)
            progress(0.5)
        finally:
            stopped.set()

    window = QObject()
    orphan = BackgroundTask(window)
    orphan.run(work, results.append)
    assert started.wait(TIMEOUT_S)
    delete(window)
    release.set()
    assert stopped.wait(TIMEOUT_S)
    other = BackgroundTask()
    with qtbot.waitSignal(other.ended):  # what the orphan posted has been handled by then
        other.run(lambda _progress: None, results.append)
    assert results == [None]


def test_work_that_was_cancelled_before_it_started_never_starts(qtbot: QtBot, task: BackgroundTask) -> None:
    started, release, results = Event(), Event(), list[str]()

    def first(_progress: ProgressCallback) -> None:
        started.set()
        release.wait(TIMEOUT_S)

    task.run(first, lambda _result: None)
    assert started.wait(TIMEOUT_S)
    task.run(lambda _progress: results.append("started"), lambda _result: None)
    task.run(lambda _progress: None, lambda _result: None)
    with qtbot.waitSignal(task.ended):
        release.set()
    assert results == []


ENDING_PROGRAM = """
import sys
from threading import Event
from PySide6.QtCore import QCoreApplication
from viewer.widgets.background_task import BackgroundTask

app, started = QCoreApplication([]), Event()

def work(progress):
    started.set()
    while True:
        progress(0.5)

task = BackgroundTask()
task.run(work, print)
started.wait()
"""


def test_a_program_ends_though_its_work_is_running() -> None:
    command = [sys.executable, "-c", ENDING_PROGRAM]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_S)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")


SHORT_LIVED_TASKS = """
from PySide6.QtCore import QCoreApplication, QEventLoop
from viewer.widgets.background_task import BackgroundTask

app = QCoreApplication([])
for _number in range(1000):
    task, loop = BackgroundTask(), QEventLoop()
    task.ended.connect(loop.quit)
    task.run(lambda _progress: None, lambda _result: None)
    loop.exec()
    del task, loop
"""


def test_a_task_is_destroyed_on_the_gui_thread_though_its_worker_just_ended() -> None:
    command = [sys.executable, "-c", SHORT_LIVED_TASKS]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_S)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
