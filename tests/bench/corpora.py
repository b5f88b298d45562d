"""The corpora that the benchmarks measure on, each made once in a folder: municipal plans as `generate` writes them, the same
with the standard rules, plans out of shape, and as many transactions for the accounting programs."""

import os
import re
import subprocess
from collections import namedtuple

Corpus = namedtuple("Corpus", "place files size measures plans")
Shape = namedtuple("Shape", "name sizes write")  # write(size): the files' texts

PLANS = {1_000: 4, 10_000: 36, 100_000: 357, 400_000: 1_428}  # measures: plans


def found(place, measures, plans):
    files = sorted(place.glob("*.plan"))
    return Corpus(place, files, sum(file.stat().st_size for file in files), measures, plans)


def municipal(folder, measures, name="", *arguments):
    """Plans of a realistic mix; with arguments, some of them measured by data files."""
    generate, place = folder / "generate", folder / f"{measures}{name}"
    if not place.exists() or place.stat().st_mtime < generate.stat().st_mtime:
        subprocess.run([generate, place, *map(str, (PLANS[measures], measures, *arguments))], check=True)
        os.utime(place)
    return found(place, measures, PLANS[measures])


def advised(folder, measures):
    """The same plans, each of which uses the standard rules."""
    plain, place = municipal(folder, measures), folder / f"{measures}-advised"
    if not place.exists() or place.stat().st_mtime < plain.place.stat().st_mtime:
        place.mkdir(exist_ok=True)
        for file in plain.files:
            text = re.sub("^(?=plan )", "bruk std/råd\n\n", file.read_text(), count=1, flags=re.M)
            (place / file.name).write_text(text)
        os.utime(place)
    return found(place, measures, plain.plans)


def transactions(folder, count):
    """A journal of so many transactions of three lines, for `ledger` and `hledger`."""
    place = folder / f"{count}.journal"
    if not place.exists():
        with open(place, "w") as out:
            for i in range(count):
                out.write(f"2024/{i % 12 + 1:02}/{i % 28 + 1:02} Firma {i % 97}\n    Utgifter:Post {i % 40}  {i % 9000 + 1}.50\n"
                          f"    Bank:Konto {i % 7}\n\n")
    return place


# ---- out of shape ----------------------------------------------------------------------------------------------

HEAD = 'plan p "Plan"\n  plantype  handlingsplan\n  periode  2024–2030\n\nutfordring u "U"\nmål m "M"\n  svarer på  u\naktør a "A"\n\n'


def one(number, lines="  bidrar til  m\n"):
    return f'tiltak t{number} "Tiltak {number}"\n  ansvarlig  a\n  frist  2027-05\n  status  pågår 2026-02-01\n{lines}\n'


SHAPES = (
    Shape("one plan, and one actor, with everything", (25_000, 100_000), lambda size: [HEAD + "".join(map(one, range(size)))]),
    Shape("a chain of `bidrar til`, so deep", (2_500, 10_000), lambda size: [HEAD + one(0) + "".join(
        f'mål m{i} "M {i}"\n  bidrar til  m{i - 1 if i else ""}\n\n' for i in range(size))]),
    Shape("a chain of `avhenger av`, so long", (5_000, 20_000), lambda size: [HEAD + one(0) + "".join(
        one(i, f"  bidrar til  m\n  avhenger av  t{i - 1}\n") for i in range(1, size))]),
    Shape("a measure with so many activities", (5_000, 20_000), lambda size: [HEAD + one(0) + "".join(
        f'  aktivitet "Del {i}"\n    når  2026\n' for i in range(size))]),
    Shape("a plan, with one measure, a file", (5_000, 20_000), lambda size: [
        HEAD.replace("plan p", f"plan p{i}") + one(i) for i in range(size)]),
    Shape("one plan, a file for each measure", (25_000, 100_000), lambda size: [HEAD] + [
        "plan p\n\n" + one(i) for i in range(size)]),
)


def shaped(folder, shape, size):
    place = folder / f"shape-{SHAPES.index(shape)}-{size}"
    if not place.exists():
        place.mkdir(parents=True)
        for number, text in enumerate(shape.write(size)):
            (place / f"{number}.plan").write_text(text)
    return place
