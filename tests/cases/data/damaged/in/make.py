"""Data files that no editor would like: written here, so that the case stays readable."""

HEAD = b"\xc3\xa5r;andel\n"
FILES = {
    "truncated.csv": HEAD + b"2024;61\n2025;6",
    "nul.csv": HEAD + b"2024;6\x001\n",
    "long.csv": HEAD + b"2024;" + b"x" * 1_000_000 + b"\n2025;62\n",
    "quotes.csv": HEAD + b'2024;"61\n2025;62\n',
    "wide.csv": b";".join(b"k%d" % i for i in range(10_000)) + b"\n" + b";".join(b"%d" % i for i in range(10_000)) + b"\n",
    "huge.csv": HEAD + b"2023;1e400\n2024;inf\n2025;nan\n2026;99999999999999999999\n",
    "many.csv": HEAD + b"2024;seksti\n" * 500,
    "deep.json": b'{"value":' + b"[" * 10_000,
    "cut.json": b'{"version":"2.0","class":"dataset","id":["Tid"],"size":[2],"dimension":{"Tid":{"cat',
    "twice.json": b'{"id":["Tid"],"id":["Tid"],"size":[2],"dimension":{},"value":[1,2]}',
    "size.json": b'{"id":["Tid","x"],"size":[100000,100000],"dimension":{"Tid":{},"x":{}},"value":[1,2]}',
    "other.json": b'{"status": "ok", "data": [1, 2, 3]}',
    "list.json": b"[1, 2]",
    "nested.json": b"[" * 10_000,
    "time.json": b'{"id":["Tid"],"size":[2],"role":{"time":["Tid"]},'
                 b'"dimension":{"Tid":{"category":{"index":["senere","2025"]}}},"value":[1,2]}',
    "stray.json": b'{"id":["Tid"],"size":[2],"role":{"time":["Tid"]},'
                  b'"dimension":{"Tid":{"category":{"index":["2024","2025"]}}},"value":{"0":1,"7":2}}',
    "years.csv": b"region;2024;2025\n4699;1;2\n",
    "ragged.csv": HEAD + b"2024\n2025;1;2\n",
    "empty.csv": b"",
    "header.csv": HEAD,
    "escape.csv": HEAD + b"2024;\x1b[31mr\xc3\xb8d\n",
}

plan = 'plan solvik "Plan"\n  plantype  strategi\n'
for name, content in FILES.items():
    with open(name, "wb") as file:
        file.write(content)
    columns = " dato=k2020 verdi=k9" if name == "wide.csv" else ""
    word = name.replace(".", "-")
    plan += f'\nindikator {word} "{word}"\n  data  "{name}"{columns}\n'
with open("plan.plan", "w") as file:
    file.write(plan)
