"""cached_property: computed once an object, without a lock shared by all objects of the class."""

from __future__ import annotations

from threading import Event, Thread

from viewer.caching import cached_property

TIMEOUT_S = 20


class _Sample:
    def __init__(self, wait_for: Event | None = None) -> None:
        self.wait_for, self.entered, self.count = wait_for, Event(), 0

    @cached_property
    def value(self) -> int:
        """How often it was computed."""
        self.entered.set()
        if self.wait_for is not None:
            assert self.wait_for.wait(TIMEOUT_S)
        self.count += 1
        return self.count


def test_a_value_is_computed_once() -> None:
    sample = _Sample()
    assert [sample.value, sample.value] == [1, 1]
    assert _Sample.__dict__["value"].__doc__ == "How often it was computed."


def test_one_object_does_not_wait_for_another() -> None:
    release = Event()
    slow, other = _Sample(release), _Sample()
    thread = Thread(target=lambda: slow.value)
    thread.start()
    assert slow.entered.wait(TIMEOUT_S)
    assert other.value == 1  # blocks for ever with functools.cached_property of Python 3.11
    release.set()
    thread.join(TIMEOUT_S)
    assert slow.value == 1


def test_the_property_of_a_class_is_the_property_itself() -> None:
    assert _Sample.value.__doc__ == "How often it was computed."
