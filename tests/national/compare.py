#!/usr/bin/env python3
"""Holds the national plan against a reading of its source made by hand.

    compare.py [MATRIX.json] PROGRAM_PLAN.json      MATRIX.json is `-`, or left out, for standard input

MATRIX.json is the output of `traad matrix --rows measure,activity --format json examples/folkehelseprogrammet`.
PROGRAM_PLAN.json is the reading: goal by goal, the performers (u), accountable (an) and partners (p) of each measure and,
where the source gives them so, of its activities; `?` marks a cell that can be read in more than one way, and `lesning`
says how sure the reading of the measure is (klar, delvis, uklar).

What is compared is what the plan itself says (`origin` own), groups as named in the line (`via`). A measure's actors are
its own and those of its activities.
  klar           exactly the same actors in the same roles, all of them certain
  delvis, uklar  every certain actor is there and certain, every `?` one is there and uncertain, and nobody else is there
                 for certain (an uncertain one more is allowed: it is another honest reading)
  activities     where the reading gives an activity its own actors, some activity of that measure has exactly them

Prints the differences and, last, "N passed, M failed", counted in measures. Exit status 0 when all passed, 1 when some
did not, 2 when the input cannot be used.
"""
import json
import sys
from collections import Counter

PLAN = "folkehelseprogrammet"
ROLES = {"performer": ("u", "utforer"), "accountable": ("an", "ansvarlig"), "partner": ("p", "partner")}
SURE = "klar"

# Every spelling in the reading → the name in stdlib/nasjonale-aktører.plan.
ACTORS = {
    "AVdir": "avdir",
    "Bufdir": "bufdir",
    "Bufdir (skrevet BUfir)": "bufdir",
    "FHI": "fhi",
    "FK": "fylkeskommuner",
    "FM": "statsforvalteren",
    "Folkehelseforeningen": "folkehelseforeningen",
    "Frivillighet Norge": "frivillighet-norge",
    "Fylkeskommuner": "fylkeskommuner",
    "Fylkesmannen": "statsforvalteren",
    "HOD": "hod",
    "Hdir": "hdir",
    "Helsedir": "hdir",
    "IMDi": "imdi",
    "K": "kommuner",
    "KMD": "kmd",
    "KS": "ks",
    "KS fritidsnettverk": "ks-fritidsnettverk",
    "Komp.sentre": "kompetansesentre",
    "Korus": "korus",
    "Korus Nord": "korus-nord",
    "LNU": "lnu",
    "NOVA OsloMet": "nova",
    "Norsam": "norsam",
    "Norsk Psykologforening": "norsk-psykologforening",
    "RBUP/RKBU": "rbup-rkbu",
    "RKBU/RBUP": "rbup-rkbu",
    "SSB": "ssb",
    "Sunne kommuner": "sunne-kommuner",
    "UH-miljøer": "uh-sektor",
    "UH-sektor": "uh-sektor",
    "Udir": "udir",
    "Ungdom og fritid": "ungdom-og-fritid",
    "Universitetet i Sørøst-Norge": "usn",
    "Universitets- og høyskoler": "uh-sektor",
    "fylkeskommunene": "fylkeskommuner",
    "komp.sentrene": "kompetansesentre",
}


class Unusable(Exception):
    """The input is not what it should be."""


# A cast is {role: {actor: certain}}.

def new_cast():
    return {role: {} for role in ROLES}


def enter(cast, role, actor, certain):
    cast[role][actor] = cast[role].get(actor, False) or certain


def frozen(cast):
    """The cast as something that can be counted."""
    return tuple((role, tuple(sorted(cast[role].items()))) for role in ROLES)


def spoken(actors):
    return ", ".join(name + ("" if certain else "?") for name, certain in sorted(actors.items())) or "none"


def spoken_cast(cast):
    return "; ".join(f"{role}: {spoken(dict(actors))}" for role, actors in cast if actors)


# ---- the reading ----------------------------------------------------------------------------------

def read_cell(spelling):
    """'HOD?' → ('hod', False)"""
    certain = not spelling.endswith("?")
    name = spelling if certain else spelling[:-1]
    if name not in ACTORS:
        raise Unusable(f"the reading names an actor that is not in the table here: {spelling!r}")
    return ACTORS[name], certain


def read_activity(activity):
    cast = new_cast()
    for role, (_, key) in ROLES.items():
        for spelling in activity.get(key) or []:
            enter(cast, role, *read_cell(spelling))
    return cast


def read_measure(measure):
    """The measure's whole cast, and the casts of the activities and parts that have one of their own."""
    parts = [read_activity(part) for activity in measure["akt"] for part in [activity, *activity["under"]]]
    whole = new_cast()
    for role, (key, _) in ROLES.items():
        for spelling in measure[key]:
            actor, certain = read_cell(spelling)
            below = [part[role][actor] for part in parts if actor in part[role]]
            # The finer reading counts: certain for the measure but uncertain for the only activities is uncertain.
            enter(whole, role, actor, certain and (not below or any(below)))
        for part in parts:
            for actor, certain in part[role].items():
                enter(whole, role, actor, certain)
    return whole, Counter(frozen(part) for part in parts if any(part.values()))


def read_plan(reading):
    return {measure["id"]: measure for goal in reading["delmal"].values() for measure in goal["tiltak"]}


# ---- the matrix -----------------------------------------------------------------------------------

def last_part(identity):
    return identity.rsplit("/", 1)[-1].split(":")[-1]


def measure_of(row):
    """The label of the measure a row belongs to: folkehelseprogrammet/2.3/~slug → 2.3"""
    plan, _, rest = row["id"].partition("/")
    return rest.split("/")[0].split(":")[-1].split("@")[0] if plan == PLAN and rest else None


def read_matrix(matrix):
    """{measure: (whole cast, {row id: own cast})}"""
    measures = {}
    for row in matrix["rows"]:
        label = measure_of(row)
        if label is None or row["role"] not in ROLES or row["origin"] != "own":
            continue
        if row["kind"] not in ("measure", "activity", "milestone") or not (row["via"] or row["actor"]):
            continue
        actor = last_part(row["via"] or row["actor"])
        whole, parts = measures.setdefault(label, (new_cast(), {}))
        enter(whole, row["role"], actor, row["certain"])
        if row["kind"] != "measure":
            enter(parts.setdefault(row["id"], new_cast()), row["role"], actor, row["certain"])
    return {label: (whole, Counter(map(frozen, parts.values()))) for label, (whole, parts) in measures.items()}


# ---- the comparison -------------------------------------------------------------------------------

def compare_role(role, expected, found, exact):
    for actor, certain in sorted(expected.items()):
        if actor not in found:
            yield f"{role}: {actor}{'' if certain else '?'} is missing"
        elif found[actor] != certain:
            yield f"{role}: {actor} is {'uncertain' if certain else 'certain'}, but the reading is not"
    for actor in sorted(set(found) - set(expected)):
        if exact or found[actor]:
            yield f"{role}: {actor}{'' if found[actor] else '?'} is there, but the reading has {spoken(expected)}"


def compare_measure(measure, found):
    whole, parts = read_measure(measure)
    found_whole, found_parts = found
    for role in ROLES:
        yield from compare_role(role, whole[role], found_whole[role], measure["lesning"] == SURE)
    for cast in parts - found_parts:
        yield f"no activity has just: {spoken_cast(cast)}"
    if measure["lesning"] == SURE:
        for cast in found_parts - parts:
            yield f"an activity has actors of its own, which the reading has not: {spoken_cast(cast)}"


def compare(matrix, reading):
    """{measure: [difference]}, in the order of the reading; measures the reading does not have come last."""
    measures, found = read_plan(reading), read_matrix(matrix)
    nobody = (new_cast(), Counter())
    differences = {label: list(compare_measure(measure, found.get(label, nobody))) for label, measure in measures.items()}
    for label in sorted(set(found) - set(measures)):
        differences[label] = ["is not in the reading"]
    return differences


def load(path):
    try:
        if path == "-":
            return json.load(sys.stdin)
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from error


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0] in ("-h", "--help"):
        print(__doc__, file=sys.stderr)
        return 2
    *matrix, reading = arguments
    try:
        differences = compare(load(matrix[0] if matrix else "-"), load(reading))
    except Unusable as error:
        print(f"compare.py: {error}", file=sys.stderr)
        return 2
    except (KeyError, TypeError) as error:
        print(f"compare.py: the input lacks {error}", file=sys.stderr)
        return 2
    for label, lines in differences.items():
        for line in lines:
            print(f"{PLAN}/{label}: {line}")
    failed = sum(1 for lines in differences.values() if lines)
    print(f"{len(differences) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
