"""What the test runners share: the binary under test, its environment, scratch folders, diffs and the tally.

Depends on the standard library alone. TRAAD=path selects the binary (default build/traad), so that the same tests
run under the sanitizers.
"""

import atexit
import contextlib
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = "1795348800"  # 2026-11-22T12:00:00Z, "today" for every test
TIMEOUT = 60  # seconds for one command, sanitizers included


# What a test can need: git, and the libraries that a build can do without, as `traad version` names them.
NEEDS = {"git", "xlsxwriter", "libical", "libxml-2.0", "libcmark", "libgit2"}

Result = namedtuple("Result", "status out err")
Block = namedtuple("Block", "words first last lines")  # lines[first:last] of the page, without the fences


def _binary_folder():
    """A folder with nothing but `traad` in it, to stand first in PATH."""
    binary = (ROOT / os.environ.get("TRAAD", "build/traad")).resolve()
    if not os.access(binary, os.X_OK):
        sys.exit(f"{binary} is not there: run make")
    folder = tempfile.mkdtemp(prefix="traad-bin-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.symlink(binary, os.path.join(folder, "traad"))
    return folder


BINARY_FOLDER = _binary_folder()
ENVIRONMENT = {
    "PATH": BINARY_FOLDER + os.pathsep + os.environ.get("PATH", os.defpath),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_COLOR": "1",
    "COLUMNS": "100",
    "SOURCE_DATE_EPOCH": DAY,
    **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS") or name == "LD_LIBRARY_PATH"},
}


def _what_is_here():
    said = subprocess.run(["traad", "version"], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True).stdout
    return NEEDS & {*re.findall(r"[\w.-]*\w", said), "git" if shutil.which("git") else ""}


HERE = _what_is_here()
SKIPPED = []  # what each test lacked that was not run


def able(*needs):
    """Whether a test can be run, with what it needs. One that cannot is counted, so this is asked once for each."""
    unknown, lacks = set(needs) - NEEDS, sorted(set(needs) - HERE)
    if unknown:
        sys.exit(f"no test can need {', '.join(sorted(unknown))}")
    if lacks:
        SKIPPED.append(", ".join(lacks))
    return not lacks


@contextlib.contextmanager
def scratch():
    """A folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="traad-test-") as folder:
        yield Path(folder)


def run(command, cwd, stdin=b"", together=False):
    """Runs a shell command line; `together` puts stderr into stdout. A command that takes too long is killed whole."""
    process = subprocess.Popen(
        ["sh", "-c", command], cwd=cwd, env={**ENVIRONMENT, "HOME": str(cwd)}, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT if together else subprocess.PIPE)
    try:
        out, err = process.communicate(stdin, timeout=TIMEOUT)
        return Result(process.returncode, out, err or b"")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Result("timeout", b"", f"took more than {TIMEOUT} s\n".encode())


def difference(name, expected, actual):
    """A unified diff of two byte strings as text, empty when they are equal."""
    if expected == actual:
        return ""
    old, new = (text.decode("utf-8", "backslashreplace").splitlines(keepends=True) for text in (expected, actual))
    lines = difflib.unified_diff(old, new, f"{name} (expected)", f"{name} (actual)")
    return "".join(line if line.endswith("\n") else line + "\n\\ no newline at the end\n" for line in lines)


def fenced_blocks(lines):
    """The fenced blocks of a Markdown page, each with the words after its opening fence."""
    fence = None
    for number, line in enumerate(lines):
        if fence is None:
            opening = re.match(r"(`{3,})([^`]*)$", line)
            if opening:
                fence, words, first = opening[1], opening[2].split(), number + 1
        elif re.match(rf"`{{{len(fence)},}}\s*$", line):
            yield Block(words, first, number, lines[first:number])
            fence = None


def tally(test, items):
    """Runs test(item) -> (number of checks, [text of each failure]) over all cores; prints; exits with the result.

    Tests that were not run, since the program or the machine lacks what they need, are said and counted.
    """
    passed = failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for checks, failures in pool.map(test, items):
            for text in failures:
                print("FAILED " + text.rstrip("\n"), flush=True)
            failed += len(failures)
            passed += max(0, checks - len(failures))
    for lacks, count in sorted(Counter(SKIPPED).items()):
        print(f"without {lacks}: {count} skipped")
    if SKIPPED:
        print(f"{len(SKIPPED)} skipped")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
