"""The worker's loop: every chore gets its turn, a broken one does not stop the others."""

import threading

from storefront.worker import FAILURE_PAUSE_SECONDS, Chore, drain, run_apart, run_due, run_forever


def test_a_chore_rests_for_its_interval_when_nothing_is_due() -> None:
    clock, calls = [100.0], []
    chore = Chore("idle", lambda: calls.append(clock[0]) or 0, 5.0)
    run_due([chore], now=lambda: clock[0])
    clock[0] = 104.9
    run_due([chore], now=lambda: clock[0])
    clock[0] = 105.0
    run_due([chore], now=lambda: clock[0])
    assert calls == [100.0, 105.0]


def test_a_busy_chore_is_due_again_at_once() -> None:
    chore = Chore("busy", lambda: 3, 5.0)
    assert run_due([chore], now=lambda: 100.0) == 3
    assert chore.due_at == 100.0


def test_a_failing_chore_rests_and_the_others_go_on() -> None:
    def fail() -> int:
        raise RuntimeError("broken")

    broken, other = Chore("broken", fail, 1.0), Chore("other", lambda: 1, 1.0)
    assert run_due([broken, other], now=lambda: 100.0) == 1
    assert broken.due_at == 100.0 + FAILURE_PAUSE_SECONDS


def test_a_patient_chore_gives_way_to_others_but_not_for_ever() -> None:
    clock, ran = [1000.0], list[float]()
    busy, patient = Chore("mails", lambda: 1, 1.0), Chore("pictures", lambda: ran.append(clock[0]) or 1, 1.0, True)
    patient.ran_at = 1000.0
    for clock[0] in (1000.0, 1003.0, 1059.9, 1060.0, 1063.0):
        run_due([busy, patient], now=lambda: clock[0])
    assert ran == [1060.0]
    assert patient.due_at == 1066.0


def test_a_patient_chore_takes_its_turn_soon_after_the_others_are_done() -> None:
    clock, left, ran = [1000.0], [1], list[float]()
    busy = Chore("mails", lambda: left.pop() if left else 0, 1.0)
    patient = Chore("pictures", lambda: ran.append(clock[0]) or 1, 1.0, True, ran_at=1000.0)
    for clock[0] in (1000.0, 1002.9, 1003.0, 1003.5):
        run_due([busy, patient], now=lambda: clock[0])
    assert ran == [1003.0, 1003.5]


def test_draining_stops_when_nothing_is_due() -> None:
    left = [3]

    def take() -> int:
        if not left[0]:
            return 0
        left[0] -= 1
        return 1

    assert drain([Chore("rows", take, 1.0)]) == 3
    assert left == [0]


def test_a_sign_of_life_comes_before_each_round_and_none_after_the_stop() -> None:
    told: list[str] = []

    def take() -> int:
        told.append("work")
        return 1

    rounds = iter([False, False, True])
    chore = Chore("rows", take, 1.0)
    run_forever([chore], stopped=lambda: next(rounds), sign_of_life=lambda: told.append("alive"))
    assert told == ["alive", "work", "alive", "work"]


def test_mails_do_not_wait_for_a_long_chore() -> None:
    begun, let_go, sent = threading.Event(), threading.Event(), list[int]()

    def purge() -> int:
        begun.set()
        let_go.wait(10)
        return 0

    thread = run_apart([Chore("purge", purge, 60.0)], stopped=let_go.is_set)
    assert begun.wait(10)
    run_due([Chore("mails", lambda: sent.append(1) or 1, 1.0)])
    assert sent == [1] and thread.is_alive()
    let_go.set()
    thread.join(10)
    assert not thread.is_alive()
