"""A connection to a Ray cluster, and what goes wrong with it in one line."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ..graph.decisions import DecisionError
from ..graph.store import StoreError
from . import ClusterError

_OBJECTS = 256 << 20  # bytes of Ray's shared memory on one machine; only names and numbers pass through it


@contextmanager
def connected(address: str, jobs: int | None = None) -> Iterator[Any]:
    """Give the module ``ray``, connected to a cluster; ``local`` makes one with so many cores.

    Raises ClusterError where Ray is not installed, the cluster is not reached, or it stops; what a task raised is
    raised as it is where it is an error that tells what to do.
    """
    ray = _connected(address, jobs)
    try:
        yield ray
    except (ray.exceptions.RayError, SystemError) as error:
        if isinstance(told := _told(error), DecisionError | StoreError):
            raise told from error
        reason = _reason(told or error)
        raise ClusterError(f"The cluster stopped: {reason} The same command goes on from there.") from error
    finally:
        ray.shutdown()


def _connected(address: str, jobs: int | None) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of each run
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # it speaks of its own insides; errors come as errors
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise ClusterError("Ray is not installed. Run: pip install 'khabar[ray]'") from error
    quiet: dict[str, Any] = {"logging_level": "error", "log_to_driver": False, "configure_logging": True}
    try:
        if address == "local":
            ray.init(num_cpus=jobs, object_store_memory=_OBJECTS, include_dashboard=False, **quiet)
        else:
            _knock(address)
            ray.init(address=address, **quiet)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(f"There is no Ray cluster at {address!r}: {_reason(error)}") from error
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _knock(address: str) -> None:
    """Raise OSError where nothing listens at an address: Ray itself would try for many minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=10).close()


def _told(error: BaseException | None) -> BaseException | None:
    """Return the error of ours in a chain of Ray's, None where there is none."""
    found, cause = None, error
    while cause is not None:
        if isinstance(cause, ClusterError | DecisionError | StoreError):
            found = cause  # the last one: those of Ray's before it say that they are of its kind
        cause = getattr(cause, "cause", None) or cause.__cause__
    return found


def _reason(error: BaseException) -> str:
    """Return what an error is about, in one line."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    if isinstance(error, ClusterError):
        return lines[0]
    return f"{lines[-1].strip() if lines else type(error).__name__}."
