"""What servers and pre-commit read in the files that `traad init` writes and that the project offers: the commands.

Reads the few forms of YAML that those files have: `key: value`, `key: |` with deeper lines, and lists of both.
"""

import re


def _block(lines, number, indent):
    """The lines after `number` that are deeper than `indent`, without their common indentation."""
    deeper = []
    for line in lines[number + 1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        deeper.append(line)
    width = min(len(line) - len(line.lstrip()) for line in deeper if line.strip())
    return "\n".join(line[width:] for line in deeper).strip() + "\n"


def _value(lines, number, indent, text):
    if text == "|":
        return _block(lines, number, indent)
    return text[1:-1] if text[:1] in ("'", '"') and text[-1:] == text[:1] else text


def values(text, key):
    """Every value of a key, in the order they stand."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = re.match(rf"( *)((?:- )?){re.escape(key)}: (.+)$", line)
        if found:
            yield _value(lines, number, len(found[1]) + len(found[2]), found[3])


def items(text, key):
    """The items of the list that is the value of a key."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if re.match(rf" *{re.escape(key)}:$", line))
    depth = len(lines[start + 1]) - len(lines[start + 1].lstrip())
    for number in range(start + 1, len(lines)):
        indent = len(lines[number]) - len(lines[number].lstrip())
        if indent < depth:
            return
        if indent == depth:
            yield _value(lines, number, depth, lines[number].strip().removeprefix("- "))
