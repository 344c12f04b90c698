"""The coordinator's policy on many machines, without any: batches, suspects, cores."""

from concurrent.futures import Future

import pytest

from autograder.executor import JudgeLost, TaskFailed
from autograder.executor.dask.letters import Answered, Broke, Facts, Place, Told
from autograder.executor.dask.roster import MOST_ITEMS, MOST_LOSSES, Order, Roster


class Sent(dict):
    """The batches that are on their way: address, frames, cores, resources by number."""

    def send(self, batch, address, load):
        self[batch] = (address, *load)

    def forget(self, batch):
        del self[batch]

    def at(self, address):
        return [number for number, (where, *_) in self.items() if where == address]


class Run:
    """A roster with workers and orders, and what a test does to them."""

    def __init__(self, items, **workers):
        self.sent, self.told = Sent(), []
        self.roster = Roster(self.sent, lambda item, event: self.told.append((item, event)), "dask://here:1")
        self.orders = [Order(item, Future()) for item in range(items)]
        for order in self.orders:
            self.roster.add(order)
        self.came(**workers)

    def came(self, **workers):
        self.roster.came({address: facts(**about) for address, about in workers.items()})
        self.roster.hand_out()

    def gone(self, address):
        self.roster.gone(address)
        self.roster.hand_out()

    def answer(self, batch):
        """All items of a batch are answered, and its task ends."""
        for index in range(len(self.sent[batch][1])):
            self.roster.hear(Answered(Place(batch, index), "answer"))
        self.roster.ended(batch, "")
        self.roster.hand_out()

    def answer_all(self):
        while self.sent:
            self.answer(next(iter(self.sent)))


def facts(threads=1, machine="one", cores=(), **resources):
    return Facts(machine, cores, threads, resources, {})


def test_batches_are_large_at_first_and_small_at_last():
    run = Run(500, a={"threads": 2}, b={})
    sizes = []
    while run.sent:
        number = next(iter(run.sent))
        sizes.append(len(run.sent[number][1]))
        run.answer(number)
    assert sum(sizes) == 500
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (MOST_ITEMS, 1)
    assert all(order.future.result() == "answer" for order in run.orders)


def test_a_worker_has_a_batch_for_each_thread_and_one_more_each():
    run = Run(1000, a={"threads": 3}, b={})
    assert (len(run.sent.at("a")), len(run.sent.at("b"))) == (6, 2)


def test_what_was_only_waiting_at_a_dead_worker_is_not_suspected():
    run = Run(64, a={})
    running, _ = run.sent.at("a")
    run.roster.hear(Answered(Place(running, 0), "answer"))
    run.gone("a")
    assert run.sent == {}
    assert [order.losses for order in run.orders] == [0, 1, *[0] * 62]
    assert not any(order.future.done() for order in run.orders[1:])


def test_a_suspect_runs_where_nothing_else_does():
    run = Run(200, a={"threads": 4}, b={"threads": 4})
    run.roster.hear(Told(Place(run.sent.at("a")[0], 0), "warm"))
    run.gone("a")
    suspects = [order for order in run.orders if order.alone]
    assert len(suspects) == 4
    assert len(run.sent.at("b")) == 8  # nothing more: it has to become idle first
    for batch in run.sent.at("b"):
        run.answer(batch)
    for _ in suspects:
        (batch,) = run.sent
        assert len(run.sent[batch][1]) == 1
        run.answer(batch)
    run.answer_all()
    assert all(order.future.result() == "answer" for order in run.orders)


def test_an_item_that_costs_a_worker_again_and_again_is_lost_alone_with_its_last_event():
    run = Run(40, a={}, b={})
    (poisoned, *_), first = run.sent.at("a"), run.orders[0]
    run.roster.hear(Told(Place(poisoned, 0), "case 1"))
    run.gone("a")
    for number in range(MOST_LOSSES - 1):
        while run.orders[0].future.running() and not any(len(sent[1]) == 1 for sent in run.sent.values()):
            run.answer(next(iter(run.sent)))
        ((batch, (address, *_)),) = run.sent.items()
        run.roster.hear(Told(Place(batch, 0), "case 2"))
        run.came(**{f"new{number}": {}})
        run.gone(address)
    with pytest.raises(JudgeLost, match="the Dask worker new0 died") as caught:
        first.future.result()
    assert caught.value.last_event == "case 2"
    run.answer_all()
    assert all(order.future.result() == "answer" for order in run.orders[1:])


def test_a_letter_of_a_batch_that_was_taken_back_is_nobodys():
    run = Run(4, a={}, b={})
    batch = run.sent.at("a")[0]
    run.gone("a")
    run.roster.hear(Told(Place(batch, 0), "late"))
    run.roster.hear(Answered(Place(batch, 0), "late"))
    run.roster.hear(Broke(batch, 1, TaskFailed("late")))
    run.answer_all()
    assert run.told == []
    assert {order.future.result() for order in run.orders} == {"answer"}


def test_what_a_task_has_left_out_runs_again():
    run = Run(3, a={})
    batch = next(iter(run.sent))
    run.roster.ended(batch, "")
    run.roster.hand_out()
    run.answer_all()
    assert all(order.future.result() == "answer" for order in run.orders)


def test_workers_on_one_machine_share_its_cores_as_far_as_they_go_round():
    run = Run(100, a={"cores": (0, 1, 2, 3)}, b={"cores": (0, 1, 2, 3)}, c={"machine": "two", "cores": (0, 1)})
    given = {sent[0]: sent[2] for sent in run.sent.values()}
    assert given == {"a": (0, 2), "b": (1, 3), "c": (0, 1)}
    run = Run(100, a={"cores": (0, 1), "threads": 2}, b={"cores": (0, 1), "threads": 2})
    assert {sent[2] for sent in run.sent.values()} == {()}


def test_orders_with_and_without_a_need_do_not_wait_for_each_other():
    run = Run(0, cpu={}, gpu={"GPU": 1, "threads": 8})
    needy = [Order(item, Future(), (("GPU", 1),)) for item in range(20)]
    for order in [*needy, *(Order(item, Future()) for item in range(20))]:
        run.roster.add(order)
    run.roster.hand_out()
    taking = {number: sent[3] for number, sent in run.sent.items()}
    assert [taking[number] for number in run.sent.at("gpu")].count({"GPU": 1}) == 2
    assert {} in [taking[number] for number in run.sent.at("gpu")]
    assert all(taking[number] == {} for number in run.sent.at("cpu"))
