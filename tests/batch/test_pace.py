import math

from auditor.batch.pace import Pace


class Clock:
    """Time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def pace_with(most: float = math.inf) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(most, clock, clock.sleep), clock


def test_calls_are_spread_over_the_set_rate() -> None:
    pace, clock = pace_with(2.0)
    assert all(pace.wait() for _ in range(5))
    assert clock.now == 2.0


def test_without_a_rate_nothing_waits() -> None:
    pace, clock = pace_with()
    assert all(pace.wait() for _ in range(1000))
    assert clock.now == 0.0


def test_retry_after_holds_everyone_back() -> None:
    pace, clock = pace_with()
    pace.told(429, 7.0)
    pace.told(429, 3.0)
    assert pace.wait()
    assert clock.now == 7.0


def test_a_stopped_run_does_not_wait_on() -> None:
    pace, clock = pace_with()
    pace.told(503, 100.0)
    assert not pace.wait(lambda: clock.now > 1)
    assert clock.now < 2


def test_a_real_limit_is_followed_and_left_again() -> None:
    pace, clock = pace_with()
    for _ in range(100):
        clock.now += 0.1
        pace.told(200, 0.0)
    pace.told(429, 0.0)
    assert 12 <= pace.rate <= 14
    for _ in range(200):
        pace.told(200, 0.0)
    assert pace.rate > 50


def test_refusals_at_random_do_not_slow_a_run_down() -> None:
    pace, clock = pace_with()
    for number in range(3000):
        pace.wait()
        clock.now += 0.01
        pace.told(429 if number % 5 == 0 else 200, 0.0)
    assert pace.rate > 80


def test_a_slow_run_is_not_slowed_down_by_refusals_at_random_either() -> None:
    pace, clock = pace_with()
    began = clock.now
    for number in range(400):
        pace.wait()
        clock.now += 1.0
        pace.told(429 if number % 10 == 0 else 200, 0.0)
    assert pace.rate > 1
    assert clock.now - began < 500


def test_a_run_that_was_refused_altogether_finds_its_rate_again_among_refusals_at_random() -> None:
    pace, clock = pace_with()
    for _ in range(100):
        clock.now += 0.1
        pace.told(429, 0.0)
    assert pace.rate == 0.5
    for number in range(600):
        pace.wait()
        clock.now += 0.01
        pace.told(429 if number % 10 == 0 else 200, 0.0)
    assert pace.rate > 20


def test_refusals_alone_slow_down_to_a_trickle() -> None:
    pace, clock = pace_with()
    for _ in range(20):
        clock.now += 1
        pace.told(429, 0.0)
    assert pace.rate == 0.5
