"""What the benchmarks share: runs that are timed, tables that show them, bounds that they are held to."""

import os
import statistics
import subprocess
import sys
import time
from collections import namedtuple

DAY = "2026-11-22"
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
PLAIN = {**os.environ, "LC_ALL": "C"}

Run = namedtuple("Run", "seconds cpu peak")  # by the clock, of the processors, bytes
over = []  # what is over its bound, in words


def timed(words, statuses=(0,)):
    """One run of a command, which ought to exit with one of the statuses."""
    began = time.perf_counter()
    process = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=PLAIN)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        sys.exit(f"{' '.join(map(str, words[:5]))} … exits {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * PEAK_UNIT)


def in_turn(commands, runs):
    """The median of each command's runs, taken in turn so that what disturbs one disturbs all. Each is run once untimed right before it
    is timed: a virtual machine gives memory that was idle for seconds back to its host, and who wants much of it next, waits."""
    turns = [[(timed(words), timed(words))[1] for words in commands] for _ in range(runs)]
    return [Run(statistics.median(r.seconds for r in column), statistics.median(r.cpu for r in column),
                max(r.peak for r in column)) for column in zip(*turns)]


def forget(files):
    """Drops the files from the page cache. False where the system does not do that."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for file in files:
        descriptor = os.open(file, os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
    return True


def cold(words, files, runs):
    """The median of a command's runs, each with its files out of the page cache; None where that cannot be had."""
    times = [timed(words).seconds for _ in range(runs) if forget(files)]
    return statistics.median(times) if times else None


def bound(text, value, limit, what, most=True):
    """The text, marked when the value is over its bound (or, unless `most`, under it)."""
    if value <= limit if most else value >= limit:
        return text
    over.append(f"{what}: {text}, and the bound is {limit}")
    return f"**{text}** (bound {limit})"


class Table:
    """A table in Markdown whose rows are shown as they come."""

    def __init__(self, title, *columns):
        self.columns = columns
        print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{' ---: |' * len(columns)}", flush=True)

    def row(self, *cells):
        print("| " + " | ".join(str(cell).rjust(len(name)) for cell, name in zip(cells, self.columns)) + " |", flush=True)


def number(value):
    return f"{value:,}".replace(",", " ")


def seconds(value):
    return "–" if value is None else f"{value:.4f}" if value < 0.1 else f"{value:.3f}"


def ratio(value, digits=2):
    return "" if value is None else f"{value:.{digits}f}"


def megabytes(value):
    return f"{value / 1e6:.1f}" if value < 1e8 else f"{value / 1e6:.0f}"
