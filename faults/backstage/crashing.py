"""Dying at a chosen step: before a statement, on either side of a commit, before a change of a file. And a disk that is full."""

import os
import resource
import signal
import sys
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

FILE_STEPS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir"}


class Fuse:
    """Burns down by one at each step; at nought the process kills itself, as hard as `kill -9` does."""

    def __init__(self) -> None:
        self.left = 0
        self._watch_commits()
        sys.addaudithook(self._on_audit)

    def light(self, steps: int) -> None:
        """Die at the step after that many; 0 puts it out."""
        self.left = steps

    def step(self) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)

    def on_statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.step()
        return execute(sql, params, many, context)

    def _watch_commits(self) -> None:
        commit = BaseDatabaseWrapper._commit

        def watched(database: Any) -> Any:
            self.step()
            done = commit(database)
            self.step()
            return done

        BaseDatabaseWrapper._commit = watched

    def _on_audit(self, event: str, given: tuple[Any, ...]) -> None:
        if self.left and event in FILE_STEPS and _changes(event, given):
            self.step()


def _changes(event: str, given: tuple[Any, ...]) -> bool:
    return event != "open" or (isinstance(given[1], str) and any(letter in given[1] for letter in "wax+"))


class FullDisk:
    """No file may grow beyond so many bytes while inside: the server's disk is full."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __enter__(self) -> None:
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.most, self.before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)
