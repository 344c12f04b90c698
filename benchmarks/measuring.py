"""The rows of the table, one function for each way of grading."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import mean

from autograder.model import Device
from benchmarks import ours, plain_pytest
from benchmarks.cohort import PROJECT
from benchmarks.dask_cluster import DaskCluster
from benchmarks.expected import UnexpectedScores, check_scores
from benchmarks.figures import Figures, Part, Row, repeated
from benchmarks.nbgrader_course import NbgraderCourse
from benchmarks.ours import Grading
from benchmarks.places import Cohort, Places
from benchmarks.watching import watch

FEW = 40
"""Submissions of a run in which memory is watched: it has been at its peak by then."""


@dataclass(frozen=True, slots=True)
class Measuring:
    """Measures each way of grading, ``repeat`` times."""

    places: Places
    repeat: int

    def grade(
        self,
        name: str,
        cohort: Cohort,
        jobs: int,
        *,
        cores: Collection[int] = (),
        memory: bool = True,
        devices: Sequence[Device] = (Device.CPU,),
    ) -> Row:
        """``autograder grade`` in a fresh course with an empty store."""
        own: list[float] = []

        def run() -> Figures:
            watched = Grading(self.places.course(), cohort).run(jobs, cores=cores, devices=devices)
            own.append(watched.own_mb)
            return ours.first_run(watched, len(cohort))

        figures = repeated(self.repeat, run)
        if not memory:
            return Row(name, len(cohort), figures, own_mb=max(own))
        few = self.places.beginning(cohort, FEW)
        peak = Grading(self.places.course(), few).run(jobs, cores=cores, memory=True, devices=devices).peak_mb
        return Row(name, len(cohort), figures, peak, max(own))

    def grade_on_dask(self, name: str, cohort: Cohort) -> Row:
        """The same with its judges on a Dask cluster of this machine, which runs already: two workers of one thread."""
        with DaskCluster(self.places.fresh("dask")) as cluster:
            where = ("--executor", f"dask://{cluster.address}")

            def run() -> Figures:
                watched = Grading(self.places.course(), cohort).run(2, where=where)
                return ours.run_elsewhere(watched, len(cohort))

            return Row(name, len(cohort), repeated(self.repeat, run))

    def grade_again(self, name: str, cohort: Cohort, jobs: int) -> Row:
        """The same command once more, nothing changed; what the first run graded must not run again."""
        grading = Grading(self.places.course(), cohort)
        grading.run(jobs)
        report = grading.report.read_bytes()

        def run() -> Figures:
            watched = grading.run(jobs)
            if ours.has_run_something(watched) or grading.report.read_bytes() != report:
                raise UnexpectedScores("a second grade with nothing changed ran something, or changed the report")
            return Figures(watched.seconds, each=watched.seconds / len(cohort))

        return Row(name, len(cohort), repeated(self.repeat, run))

    def nbgrader(self, name: str, cohort: Cohort) -> Row:
        """Stock ``nbgrader autograde``; generating the assignment has warmed it up."""
        course = NbgraderCourse(self.places.fresh("nbgrader"))
        course.prepare_stock()
        figures = repeated(self.repeat, lambda: course.grade(cohort))
        return Row(name, len(cohort), figures, course.peak_mb(self.places.beginning(cohort, 2)))

    def nbgrader_judged(self, name: str, cohort: Cohort, program: Sequence[str], *options: str) -> Row:
        """The same with our judge, by nbgrader's command or ours, in a fresh course with an empty store."""
        figures = repeated(self.repeat, lambda: self._judged_course(program).grade(cohort, *options))
        few = self.places.beginning(cohort, FEW)
        return Row(name, len(cohort), figures, self._judged_course(program).peak_mb(few, *options))

    def _judged_course(self, program: Sequence[str]) -> NbgraderCourse:
        course = NbgraderCourse(self.places.fresh("nbgrader"), program)
        course.prepare_ours(self.places.course())
        return course

    def plain_pytest(self, name: str, cohort: Cohort) -> Row:
        """One ``pytest`` process per notebook; a first one, in which memory is watched, warms it up."""
        course = self.places.course()
        warm_up, _ = plain_pytest.grade_one(course, cohort.files[0], memory=True)
        figures = repeated(self.repeat, lambda: plain_pytest.grade_all(course, cohort))
        return Row(name, len(cohort), figures, warm_up.peak_mb)

    def in_process(self, name: str, cohort: Cohort, part: Part) -> Row:
        """One process without isolation that has everything imported before the first notebook."""

        def run() -> Figures:
            watched = watch(
                [sys.executable, "-m", "benchmarks.in_process", part, str(PROJECT.root), *map(str, cohort.files)],
                PROJECT.root,
            )
            result = json.loads(watched.lines[-1].text)
            check_scores(name, result["earned"], cohort.plan)
            return Figures(steady=mean(result["seconds"]))

        return Row(name, len(cohort), repeated(self.repeat, run))
