#!/usr/bin/env python3
"""Mutated plans against a sanitizer build: nothing may crash, hang, or be laid out differently the second time.

Usage: tests/fuzz/mutate.py [--data] [--count N] [--seed S] [--only I] TRAAD

With --data it is data files that are mutated, each with a plan of its own that reads it.

Mutation I of seed S is always the same bytes. The mutations are judged a folder at a time; when a folder fails, each
of its files is judged alone, and those that fail are kept in build/fuzz/found/.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "fuzz" / "found"
BATCH = 50
LARGEST = 12_000  # bytes of a plan that are mutated at a time
SECONDS = 30  # for one command on a whole folder
DAY = ["--as-of", "2026-11-22"]

# What each folder is put through: a command, and the exit statuses that are an answer. A report may refuse (2).
# Every column of every table of `query`, read once and found once.
TABLES = """plan library declaration sector actor actor_name actor_group membership responsibility challenge need thread
    measure activity milestone indicator target stage measurement source framework requirement contribution relation
    schedule occurrence status_change postponement decision cost text_property tag rule exception_granted
    finding""".split()
EVERY_COLUMN = " UNION ALL ".join(
    f"SELECT '{t}', count(*) FROM (SELECT DISTINCT * FROM {t}) UNION ALL SELECT '{t}', count(*) FROM plan p"
    f" CROSS JOIN {t} ON {t}.{'id' if t in ('plan', 'library') else 'plan_id'} = p.id" for t in TABLES)
COMMANDS = (
    (["check", *DAY], (0, 1)),
    (["check", "--format", "json", "--lang", "en", *DAY], (0, 1)),
    (["overdue", "--all", "--format", "json", *DAY], (0, 1, 2)),
    (["targets", "--lang", "nn", *DAY], (0, 1, 2)),
    (["matrix", *DAY], (0, 1, 2)),
    (["query", "-q", "--format", "csv", *DAY, "--sql", EVERY_COLUMN], (0, 2)),
    *((["export", name, *DAY], (0, 2)) for name in ("ics", "dot", "json", "postgres")),
    *((["overdue", "--all", "--format", name, *DAY], (0, 2)) for name in ("xlsx", "html", "md")),
)
FORMAT = ["fmt"]

TOKENS = [t.encode() for t in (
    '"', "«", "»", "“", "\\", "|", "?", "–", "-", ",", ".", "/", "#", "%", "(", ")", "\t", "\r\n", "\r", "\n", "\n\n",
    "  ", " ", "\u00a0", "\u202f", "\ufeff", "\u202e", "\u2066", "\u0301", "å", "a\u030a", "🙂", "\0", "\x1b[31m",
    "2020–", "2018-20", "1.234", "2020,2021", "30.2.2024", "99999999999999999999", "uke 53 2026", "hvert 0. år",
    "https://", "260 av 422 kommuner", "minst 80 %", "øke med 5 prosentpoeng per år", "utsatt til", "svarer på",
    "oppsett", "regel r \"\"\n  for tiltak\n  krev ((((antall", "tiltak id | tittel |", "plan", "bruk std/råd", "kilde",
)] + [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"]

# What a plan may say of a data file, whether or not it has such columns.
DATA_LINES = ("", " dato=år verdi=andel", " gruppe=kjønn", " KJONN=0 verdi=RATE", " Kjonn=1", " Trinn=7 gruppe=Kjonn",
              " område=Region Kjonn=Menn", " kjønn=jenter alder=13-15 kjent=publisert", " av=antall ukjent=andel")
DATA_TOKENS = [t.encode() for t in (
    ";", ",", "\t", '"', '""', "\n", "\r\n", "\r", "{", "}", "[", "]", ":", "null", "..", "1e999", "-1", "99999999999", "nan",
    "2020_2020", "2020M13", "30.2.2024", "62 %", "1 234", "\u00a0", "\ufeff", "\0", '"size":[100000,100000]', '"value":{',
    '"status":', '"index":', "sep=;\n", "<5", "true", '"\\u0000"', '"\\ud800"', "å", "a\u030a")] + [b"\xff", b"\xff\xfe", b"PK\x03\x04"]


def at(rng, text):
    return rng.randint(0, len(text))


def span(rng, text, longest=40):
    start = at(rng, text)
    return start, min(len(text), start + rng.randint(0, longest))


def flip(rng, text, corpus):
    if text:
        text[rng.randrange(len(text))] ^= 1 << rng.randrange(8)


def insert_token(rng, text, corpus):
    place = at(rng, text)
    text[place:place] = rng.choice(TOKENS)


def insert_bytes(rng, text, corpus):
    place = at(rng, text)
    text[place:place] = rng.randbytes(rng.randint(1, 6))


def delete(rng, text, corpus):
    start, end = span(rng, text)
    del text[start:end]


def copy(rng, text, corpus):
    start, end = span(rng, text, 200)
    place = at(rng, text)
    text[place:place] = text[start:end]


def splice(rng, text, corpus):
    other = rng.choice(corpus)
    start, end = span(rng, other, 400)
    place = at(rng, text)
    text[place:place] = other[start:end]


def truncate(rng, text, corpus):
    del text[rng.randint(len(text) // 2, len(text)):]


def on_lines(change):
    """A mutation of the list of lines."""
    def mutate(rng, text, corpus):
        lines = text.split(b"\n")
        change(rng, lines, rng.randrange(len(lines)))
        text[:] = b"\n".join(lines)
    return mutate


def double(rng, lines, i):
    lines[i:i] = [lines[i]] * rng.choice((1, 1, 2, 50))


def drop(rng, lines, i):
    del lines[i]


def move(rng, lines, i):
    lines.insert(rng.randrange(len(lines)), lines.pop(i))


def indent(rng, lines, i):
    text = lines[i].lstrip(b" \t")
    depth = len(lines[i]) - len(text)
    lines[i] = rng.choice((b" " * max(0, depth + rng.choice((-2, -1, 1, 2))), b"\t" * (depth // 2), b" " * 150)) + text


def join(rng, lines, i):
    lines[i:i + 2] = [b" ".join(line.strip() for line in lines[i:i + 2])]


def cut(rng, lines, i):
    del lines[i][rng.randint(0, len(lines[i])):]


MUTATIONS = (flip, insert_token, insert_token, insert_bytes, delete, copy, splice, truncate,
             *map(on_lines, (double, drop, move, indent, indent, join, cut)))


def mutation(seed, index, corpus):
    rng = random.Random(f"{seed}:{index}")
    text = bytearray(rng.choice(corpus))
    if len(text) > LARGEST:  # a window of whole lines, with the file's head so that it stays a plan
        start = text.find(b"\n", rng.randrange(len(text) - LARGEST))
        text = text[:1500] + text[start:start + LARGEST]
    # Each file is a plan of its own, or most of the findings would be about names declared twice.
    text = bytearray(re.sub(rb"(?m)^(plan|bibliotek|library)( +)([^\s\"]+)", rb"\1\2f%d-\3" % index, text))
    for _ in range(rng.choice((1, 1, 2, 3, 5, 10, 30))):
        rng.choice(MUTATIONS)(rng, text, corpus)
    return bytes(text)


class Judge:
    """Runs the commands on a folder and says what, if anything, went wrong."""

    def __init__(self, binary):
        self.binary = binary
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                            "ASAN_OPTIONS": "exitcode=99", "UBSAN_OPTIONS": "exitcode=99:print_stacktrace=1"}

    def run(self, words, folder, allowed):
        try:
            done = subprocess.run([self.binary, *words, str(folder)], env=self.environment, timeout=SECONDS,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        except subprocess.TimeoutExpired:
            return "hang", f"{words[0]}: more than {SECONDS} s"
        if done.returncode in allowed and b"runtime error:" not in done.stderr:
            return None
        return "crash", f"{' '.join(words)}: exit {done.returncode}\n" + done.stderr[:4000].decode("utf-8", "replace")

    def judge(self, folder):
        """None, or (crash | hang | unstable, what was seen)."""
        for words, allowed in COMMANDS:
            fault = self.run(words, folder, allowed)
            if fault:
                return fault
        return self.judge_format(folder)

    def judge_format(self, folder):
        """Laid out twice, in a copy: the second time must change nothing."""
        with tempfile.TemporaryDirectory(prefix="traad-fmt-") as place:
            copy_of = shutil.copytree(folder, Path(place) / "plans")
            fault = self.run(FORMAT, copy_of, (0, 1, 2))
            once = {file.name: file.read_bytes() for file in copy_of.iterdir()}
            fault = fault or self.run(FORMAT, copy_of, (0, 1, 2))
            if fault:
                return fault
            moved = sorted(file.name for file in copy_of.iterdir() if once.get(file.name) != file.read_bytes())
            return ("unstable", "laid out differently the second time: " + ", ".join(moved)) if moved else None


def put(folder, index, text, data):
    """Writes a mutation: a plan, or a data file and a plan that reads it in every way we know."""
    if not data:
        (folder / f"{index}.plan").write_bytes(text)
        return
    (folder / f"{index}.csv").write_bytes(text)
    plan = f'plan f{index} "Plan"\n  plantype  strategi\n'
    for number, line in enumerate(DATA_LINES):
        plan += f'\nresultatmål r{number} "Mål"\n  innen 2024  minst 60 %\n  data  "{index}.csv"{line}\n'
    (folder / f"{index}.plan").write_text(plan)


def judge_batch(judge, mutants, data):
    """[(kind, index, what was seen)] for one folder of mutations."""
    with tempfile.TemporaryDirectory(prefix="traad-fuzz-") as place:
        folder = Path(place) / "all"
        folder.mkdir()
        for index, text in mutants:
            put(folder, index, text, data)
        fault = judge.judge(folder)
        if fault is None:
            return []
        found = []
        for index, text in mutants:
            alone = Path(place) / str(index)
            alone.mkdir()
            put(alone, index, text, data)
            single = judge.judge(alone)
            if single:
                found.append((single[0], index, single[1]))
                keep(f"{single[0]}-{index}", alone, single[1])
        if not found:  # it takes several of them
            name = f"{mutants[0][0]}-to-{mutants[-1][0]}"
            found.append((fault[0], name, fault[1]))
            keep(f"{fault[0]}-{name}", folder, fault[1])
        return found


def keep(name, folder, seen):
    shutil.rmtree(KEPT / name, ignore_errors=True)
    shutil.copytree(folder, KEPT / name)
    (KEPT / name / "seen.txt").write_text(seen)


def read_corpus(data):
    kinds = ("csv", "json") if data else ("plan",)
    files = sorted(f for top in ("examples", "stdlib", "tests/cases") for kind in kinds
                   for f in (ROOT / top).glob(f"**/*.{kind}"))
    return [text for text in (file.read_bytes() for file in files) if text.strip()]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("binary", metavar="TRAAD")
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", default="1")
    options.add_argument("--data", action="store_true", help="mutate data files")
    options.add_argument("--only", type=int, help="print one mutation instead")
    given = options.parse_args()
    corpus = read_corpus(given.data)
    if not corpus:
        sys.exit("nothing to mutate")
    if given.data:
        TOKENS[:] = DATA_TOKENS
    if given.only is not None:
        sys.stdout.buffer.write(mutation(given.seed, given.only, corpus))
        return
    judge = Judge(str(Path(given.binary).resolve()))
    batches = [range(i, min(i + BATCH, given.count)) for i in range(0, given.count, BATCH)]
    found = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for faults in pool.map(lambda b: judge_batch(judge, [(i, mutation(given.seed, i, corpus)) for i in b], given.data), batches):
            for kind, index, seen in faults:
                print(f"{kind} {index} (kept in build/fuzz/found/{kind}-{index}): {seen}", flush=True)
            found += faults
    count = {kind: sum(1 for k, _, _ in found if k == kind) for kind in ("crash", "hang", "unstable")}
    print(f"{given.count} mutations, {count['crash']} crashes, {count['hang']} hangs, {count['unstable']} unstable layouts")
    sys.exit(1 if found else 0)


main()
