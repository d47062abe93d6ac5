from gavah.web.limits import AT_ONE_ACCOUNT, FROM_ONE, FROM_ONE_ADDRESS, WINDOW, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_five_failures_from_one_place_the_next_waits_for_its_time() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(FROM_ONE):
        assert limits.begin("one", "here") == 0
        clock.now += 10
    assert limits.full("one", "here")
    assert limits.begin("one", "here") == WINDOW - 50
    assert limits.begin("one", "there") == 0  # the person can still come in from elsewhere
    clock.now = WINDOW + 1
    assert limits.begin("one", "here") == 0


def test_a_right_try_forgets_the_failures_before_it() -> None:
    limits = Limits(Clock())
    for _ in range(50):
        for _ in range(FROM_ONE - 1):
            assert limits.begin("one", "here") == 0
            limits.clear("one", "here")
        assert limits.begin("one", "here") == 0
        limits.clear("one", "here")


def test_many_places_cannot_guess_at_one_account_nor_one_place_at_many() -> None:
    limits = Limits(Clock())
    heard = sum(limits.begin("one", f"place {n}") == 0 for n in range(200))
    assert heard == AT_ONE_ACCOUNT
    heard = sum(limits.begin(f"account {n}", "here") == 0 for n in range(200))
    assert heard == FROM_ONE_ADDRESS
