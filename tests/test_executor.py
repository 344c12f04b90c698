"""What every executor promises, and what the local one promises besides."""

import functools
import os
import random
import select
import subprocess
import sys
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from dask_cluster import running_cluster  # noqa: F401 - the fixture `cluster`

from autograder.errors import AuthoringError
from autograder.executor import InlineExecutor, JudgeLost, LocalExecutor, TaskFailed


@pytest.fixture
def tasks(monkeypatch):
    """The module of tasks, importable by the judges too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import executor_tasks

    return executor_tasks


class Events(list):
    """What ``on_event`` was told."""

    def __call__(self, item, event):
        self.append((item, event))

    def of(self, item):
        return [event for told, event in self if told == item]


COORDINATOR = """
import os, signal, executor_tasks
from pathlib import Path
from autograder.executor import LocalExecutor

def tell(item, event):
    Path(os.environ["TELL"]).write_text(str(event[1]))

executor = LocalExecutor(executor_tasks.TASK, jobs=1, on_event=tell)
executor.submit("hang")
signal.pause()
"""


def local(task, on_event, **settings):
    return LocalExecutor(task, **{"jobs": 2, "on_event": on_event, **settings})


@pytest.fixture(params=["inline", "local", "dask"])
def executor(request):
    """Starts an executor of each kind: ``executor(task, on_event)``."""
    match request.param:
        case "inline":
            return InlineExecutor
        case "local":
            return local
        case "dask":
            return request.getfixturevalue("cluster").executor


class TestEveryExecutor:
    """Conformance: an executor is what passes this class."""

    def test_each_item_gets_its_own_result_in_whatever_order_it_is_asked(self, executor, tasks):
        with executor(tasks.square, Events()) as running:
            futures = [(number, running.submit(number)) for number in range(30)]
            random.Random(0).shuffle(futures)
            assert all(future.result() == number * number for number, future in futures)

    def test_a_thousand_tiny_items(self, executor, tasks):
        results = []
        with executor(tasks.square, Events()) as running:
            for number in range(1000):
                running.submit(number).add_done_callback(lambda future: results.append(future.result()))
        assert sorted(results) == [number * number for number in range(1000)]

    def test_items_can_follow_results(self, executor, tasks):
        with executor(tasks.square, Events()) as running:
            assert running.submit(running.submit(3).result()).result() == 81

    def test_a_task_can_be_a_partial(self, executor, tasks):
        with executor(functools.partial(tasks.scaled, factor=3), Events()) as running:
            assert running.submit(5).result() == 15

    def test_the_events_of_an_item_come_in_order_and_before_its_result(self, executor, tasks):
        events, seen = Events(), {}
        with executor(tasks.count_to, events) as running:
            for number in (50, 3, 0, 20):
                running.submit(number).add_done_callback(lambda done: seen.update({done.result(): len(events)}))
        for number, told in seen.items():
            assert events.of(number) == list(range(number))
            assert [event for item, event in events[:told] if item == number] == list(range(number))

    def test_no_item_at_all(self, executor, tasks):
        with executor(tasks.square, Events()):
            pass

    def test_a_failed_warm_up_fails_every_item_and_says_why(self, executor, tasks):
        with executor(tasks.no_warm_up, Events()) as running:
            futures = [running.submit(number) for number in range(3)]
            for future in futures:
                with pytest.raises(TaskFailed, match=r"no_warm_up(.|\n)*ValueError: no torch here"):
                    future.result()
            with pytest.raises(TaskFailed, match="no torch here"):
                running.submit(3).result()

    def test_an_error_that_a_user_can_mend_arrives_whole(self, executor, tasks):
        with executor(tasks.author_mistake, Events()) as running:
            error = running.submit(1).exception().error
        assert isinstance(error, AuthoringError)
        assert (error.what, error.where, error.tip) == ("two tests of one name", "test_attention.py", "Rename one.")

    def test_a_task_that_takes_no_item_has_failed(self, executor, tasks):
        with executor(tasks.never_asks, Events()) as running, pytest.raises(TaskFailed, match="returned before it"):
            running.submit(1).result()

    @pytest.mark.parametrize(
        ("task", "reason"),
        [
            ("raises_on_seven", "ValueError: seven is too much"),
            ("does_not_answer_seven", "asked for the next item before it had answered"),
            ("leaves_at_seven", "."),
        ],
    )
    def test_an_item_that_costs_a_judge_fails_alone(self, executor, tasks, task, reason):
        with executor(getattr(tasks, task), Events()) as running:
            futures = {number: running.submit(number) for number in range(20)}
            with pytest.raises(JudgeLost, match=reason):
                futures.pop(7).result()
            assert all(future.result() == number for number, future in futures.items())

    def test_a_lost_judge_tells_its_last_event(self, executor, tasks):
        with executor(tasks.raises_on_seven, Events()) as running:
            assert running.submit(7).exception().last_event == "before 7"

    def test_an_answer_without_an_item_is_the_tasks_error(self, executor, tasks):
        running = executor(tasks.answers_seven_twice, Events())
        assert running.submit(7).result() == 7
        with pytest.raises(TaskFailed, match="sent Done while no item was at hand"):
            running.shutdown()

    def test_an_error_after_the_last_item_is_told(self, executor, tasks):
        running = executor(tasks.raises_at_the_end, Events())
        future = running.submit(1)
        with pytest.raises(TaskFailed, match="cannot put the chairs away"):
            running.shutdown()
        assert future.result() == 1

    def test_an_error_of_the_listener_ends_everything(self, executor, tasks):
        def listener(item, event):
            raise LookupError("who is item 4?")

        with executor(tasks.count_to, listener) as running:
            futures = [running.submit(4) for _ in range(9)]
            for future in futures:
                with pytest.raises(LookupError, match="who is item 4"):
                    future.result()

    def test_shutdown_twice_is_shutdown_once_and_nothing_is_taken_after_it(self, executor, tasks):
        running = executor(tasks.square, Events())
        future = running.submit(2)
        running.shutdown()
        running.shutdown()
        running.shutdown(cancel=True)
        assert future.result() == 4
        with pytest.raises(RuntimeError, match="after shutdown"):
            running.submit(3)

    def test_cancel_drops_what_has_no_result_yet(self, executor, tasks):
        running = executor(tasks.square, Events())
        futures = [running.submit(number) for number in range(500)]
        running.shutdown(cancel=True)
        assert all(future.done() for future in futures)
        assert any(future.cancelled() for future in futures)

    def test_an_item_cancelled_in_time_is_not_run(self, executor, tasks):
        events = Events()
        with executor(tasks.count_to, events) as running:
            futures = [running.submit(number) for number in range(100, 140)]
            cancelled = [number for number, future in enumerate(futures, 100) if future.cancel()]
        assert cancelled
        assert not any(events.of(number) for number in cancelled)

    def test_leaving_the_block_with_an_error_cancels(self, executor, tasks):
        with pytest.raises(ZeroDivisionError, match="division"), executor(tasks.square, Events()) as running:  # noqa: PT012
            futures = [running.submit(number) for number in range(500)]
            1 / 0  # noqa: B018
        assert any(future.cancelled() for future in futures)


class TestInline:
    def test_the_task_runs_in_this_process(self, tasks):
        with InlineExecutor(tasks.who, Events()) as running:
            assert running.submit(1).result() == (os.getpid(), os.getpid(), 1)

    def test_an_interrupt_is_passed_on_and_the_item_is_cancelled(self, tasks):
        with InlineExecutor(tasks.acts, Events()) as running:
            future = running.submit("interrupt")
            with pytest.raises(KeyboardInterrupt, match=r"^$"):
                future.result()
            with pytest.raises(CancelledError, match=r"^$"):
                future.result()


class TestLocal:
    def test_judges_are_forks_of_one_warmed_process_and_work_on_many_items(self, tasks):
        with local(tasks.who, Events()) as running:
            answers = [future.result() for future in [running.submit(number) for number in range(50)]]
        assert len({warm for warm, _, _ in answers} | {os.getpid()}) == 2
        judges = {judge for _, judge, _ in answers}
        assert len(judges) == 2
        assert sum(max(count for _, judge, count in answers if judge == one) for one in judges) == 50

    @pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system does not keep a process on a core")
    def test_each_judge_has_a_core_of_its_own_where_there_are_enough(self, tasks):
        allowed = os.sched_getaffinity(0)
        with local(tasks.cores, Events(), jobs=len(allowed)) as running:
            found = dict(future.result() for future in [running.submit(number) for number in range(50)])
        assert {len(cores) for cores in found.values()} == {1}
        assert len(set(found.values())) == len(found)
        with local(tasks.cores, Events(), jobs=len(allowed) + 1) as running:
            assert running.submit(1).result()[1] == tuple(sorted(allowed))

    def test_no_more_judges_than_items(self, tasks):
        with local(tasks.who, Events(), jobs=8) as running:
            judges = {running.submit(number).result()[1] for number in range(5)}
        assert len(judges) == 1

    @pytest.mark.parametrize(
        ("item", "reason"),
        [
            ("hang", "gave no sign of life for 2 s"),
            ("stop", "gave no sign of life for 2 s"),
            ("exit", "ended with exit code 3"),
            ("kill", "was killed by SIGKILL"),
        ],
    )
    def test_semantics_3_a_lost_judge_costs_its_current_item_only(self, tasks, item, reason):
        events = Events()
        with local(tasks.acts, events, silent_seconds=2) as running:
            futures = [running.submit(f"right {number}") for number in range(40)]
            lost = running.submit(item)
            futures += [running.submit(f"right {number}") for number in range(40, 80)]
            with pytest.raises(JudgeLost, match=reason) as caught:
                lost.result()
            assert [future.result() for future in futures] == [f"right {number}" for number in range(80)]
        assert caught.value.last_event == events.of(item)[-1]

    def test_every_judge_can_be_lost_again_and_again(self, tasks):
        with local(tasks.acts, Events()) as running:
            futures = [running.submit("kill") for _ in range(20)]
            assert all(isinstance(future.exception(), JudgeLost) for future in futures)
            assert running.submit("right").result() == "right"

    def test_an_event_is_a_sign_of_life(self, tasks):
        with local(tasks.talks, Events(), jobs=1, silent_seconds=1) as running:
            assert running.submit(2.5).result() == "finished"

    def test_an_idle_judge_owes_no_sign_of_life(self, tasks):
        with local(tasks.talks, Events(), silent_seconds=1) as running:
            first = running.submit(0)
            assert running.submit(2.5).result() == first.result() == "finished"

    def test_interrupts_are_the_coordinators_to_handle(self, tasks):
        with local(tasks.acts, Events(), jobs=1) as running:
            assert running.submit("interrupt").result() == "interrupt"

    def test_what_a_judge_prints_goes_nowhere(self, tasks, capfd):
        with local(tasks.acts, Events(), jobs=1) as running:
            assert running.submit("print").result() == "print"
        assert capfd.readouterr() == ("", "")

    def test_items_larger_than_any_socket_buffer(self, tasks):
        with local(tasks.length, Events()) as running:
            sizes = [3_000_000 + number for number in range(12)]
            assert [future.result() for future in [running.submit(bytes(size)) for size in sizes]] == sizes

    def test_an_item_that_cannot_be_sent_fails_alone(self, tasks):
        with local(tasks.square, Events(), jobs=1) as running:
            futures = [running.submit(item) for item in (2, lambda: 0, 3)]
            with pytest.raises(Exception, match="pickle"):
                futures.pop(1).result()
            assert [future.result() for future in futures] == [4, 9]

    def test_an_answer_that_cannot_be_sent_is_the_judges_loss(self, tasks):
        with local(tasks.cannot_be_sent, Events(), jobs=1) as running, pytest.raises(JudgeLost, match="pickle"):
            running.submit(1).result()

    def test_an_answer_that_cannot_be_read_is_the_judges_loss(self, tasks):
        with local(tasks.poisonous, Events()) as running:
            futures = {number: running.submit(number) for number in range(20)}
            with pytest.raises(JudgeLost, match=r"cannot be read: ValueError.*poison"):
                futures.pop(7).result()
            assert all(future.result() == number for number, future in futures.items())

    def test_a_task_that_cannot_be_sent_is_refused_at_once(self):
        with pytest.raises(Exception, match="pickle"):
            LocalExecutor(lambda channel: None, jobs=1, on_event=Events())

    def test_a_task_that_cannot_be_imported_has_failed(self, tmp_path, monkeypatch):
        (tmp_path / "passing_by.py").write_text("def task(channel): ...\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        import passing_by

        (tmp_path / "passing_by.py").unlink()
        with local(passing_by.task, Events(), jobs=1) as running, pytest.raises(TaskFailed, match="passing_by"):
            running.submit(1).result()

    def test_a_death_in_the_warm_up_fails_every_item(self, tasks):
        with local(tasks.dies_in_warm_up, Events()) as running, pytest.raises(TaskFailed, match="killed by SIGKILL"):
            running.submit(1).result()

    def test_a_warm_up_without_end_fails_every_item(self, tasks):
        with local(tasks.never_warm, Events(), warm_up_seconds=2) as running:
            future = running.submit(1)
            with pytest.raises(TaskFailed, match="did not warm up within 2 s"):
                future.result()

    def test_a_dead_nursery_takes_its_judges_along_and_fails_every_item(self, tasks):
        events = Events()
        with local(tasks.acts, events) as running:
            futures = [running.submit("kill the nursery"), *(running.submit("hang") for _ in range(5))]
            for future in futures:
                with pytest.raises(TaskFailed, match="killed by SIGKILL"):
                    future.result()
        for _, (_, pid) in events:
            assert_gone(pid)

    def test_a_judge_that_dies_after_the_last_item_is_told(self, tasks):
        running = local(tasks.dies_at_the_end, Events(), jobs=1)
        assert running.submit(1).result() == 1
        with pytest.raises(TaskFailed, match="after its last item: the judge was killed by SIGKILL"):
            running.shutdown()

    def test_cancel_leaves_no_process(self, tasks):
        events = Events()
        running = local(tasks.acts, events)
        right, hanging = running.submit("right"), running.submit("hang")
        assert right.result() == "right"
        running.shutdown(cancel=True)
        with pytest.raises(CancelledError, match=r"^$"):
            hanging.result()
        for _, (_, pid) in events:
            assert_gone(pid)

    def test_cancel_in_the_warm_up_leaves_no_process(self, tasks):
        running = local(tasks.never_warm, Events())
        future = running.submit(1)
        running.shutdown(cancel=True)
        assert future.cancelled()

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills orphans")
    @pytest.mark.parametrize("task", ["acts", "says_warm_and_waits"])
    def test_a_killed_coordinator_leaves_no_process(self, tasks, tmp_path, task):
        """Neither a judge at work nor a nursery in its warm-up outlives it."""
        script = tmp_path / "coordinator.py"
        script.write_text(COORDINATOR.replace("TASK", task))
        named = tmp_path / "pid"
        os.mkfifo(named)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TELL": str(named)}
        coordinator = subprocess.Popen([sys.executable, script], env=environment)
        pid = int(named.read_text())
        coordinator.kill()
        coordinator.wait()
        assert_gone(pid)

    def test_it_needs_a_judge(self, tasks):
        with pytest.raises(ValueError, match="jobs must be at least 1, got 0"):
            local(tasks.square, Events(), jobs=0)


def assert_gone(pid):
    """The process has ended, or does so now; nobody may have reaped it yet."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        ended, _, _ = select.select([handle], [], [], 30)
    finally:
        os.close(handle)
    assert ended, f"process {pid} lives on"
