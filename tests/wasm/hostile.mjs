// Plans that nobody would write, as [name, files]: deep, long, many, of bytes that are no text, of every letter there is, and damaged at
// random, the same each time.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const one = (name, content) => [name, new Map([["plan.plan", Buffer.from(content)]])];
const times = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("");

const HEAD = 'plan plan "Plan"\n\n';

function* shapes() {
  yield one("nothing", "");
  yield one("a NUL", "\0");
  yield one("a byte order mark", "\uFEFF");
  yield one("no line break at the end", 'plan plan "Plan"\n\ntiltak a "A"\n  frist 2020');
  yield one("10 000 deep", HEAD + times(10000, (i) => `${" ".repeat(i)}tiltak t${i} "T"\n`));
  yield one(
    "10 000 deep, of comments and dots",
    HEAD + times(10000, (i) => `${"  ".repeat(i % 200)}# ${".".repeat(i % 50)}\n`),
  );
  yield one("a chain of 10 000", HEAD + times(10000, (i) => `mål m${i} "M"\n  bidrar til m${i + 1}\n\n`));
  yield one("a ring of 10 000", HEAD + times(10000, (i) => `tiltak t${i} "T"\n  avhenger av t${(i + 1) % 10000}\n\n`));
  yield one("50 000 names that nothing has", HEAD + times(50000, (i) => `tiltak t${i} "T"\n  ansvarlig nobody-${i}\n`));
  yield one(
    "a line of 100 MB",
    Buffer.concat([Buffer.from(HEAD + 'mål m "'), Buffer.alloc(100 << 20, "a"), Buffer.from('"\ntiltak t "T"\n')]),
  );
  yield one("a line of a megabyte, of quotation marks", HEAD + "mål m " + '"'.repeat((1 << 20) - 100) + "\n");
  const brackets = `${"(".repeat(5000)}1${")".repeat(5000)}`;
  yield one("brackets", HEAD + `tiltak t "T"\n\nregel r "R"\n  for tiltak\n  krev ${brackets} > 1\n  melding "M"\n`);
  const numbers = ["1e308", "1e999", "0.1", "-0", "9".repeat(400), "1,5 %", ".5", "0,1 av 0,3", "1/3", "2 av 5"];
  yield one("numbers", HEAD + 'indikator i "I"\n' + numbers.map((n, i) => `  målt 20${10 + i} ${n}\n`).join(""));
  yield one("groups of groups", HEAD + times(30, (i) => `gruppe g${i} "G"\n  medlemmer g${i + 1}, g${i + 2}\n`));
  yield one("carriage returns", 'plan plan "Plan"\r\rtiltak a "A"\r  frist 2020\r');
  yield [
    "1000 files",
    new Map(
      Array.from({ length: 1000 }, (_, i) => [
        `${i % 7}/p${i}.plan`,
        Buffer.from(`plan p${i}\n\ntiltak t "T"\n  ansvarlig p${i + 1}/a\n`),
      ]),
    ),
  ];
  const ways = ["../b/t.csv", "./../b/./t.csv", "../a/t.csv", "./t.csv", "../b/../a/../t.csv", ".//t.csv", "..//b///t.csv"];
  const tables = { "t.csv": "2020;x\n2021;3\n", "a/t.csv": "2020;1\n2020;2\n", "b/t.csv": "2020;1;2\n" };
  const indicators = ways.map((path, i) => `indikator i${i} "I"\n  data "${path}" verdi=andel\n\n`);
  yield [
    "ways to data files",
    new Map([
      ["a/plan.plan", Buffer.from(HEAD + indicators.join(""))],
      ...Object.entries(tables).map(([path, rows]) => [path, Buffer.from(`år;andel\n${rows}`)]),
    ]),
  ];
  yield [
    "paths",
    new Map(
      ["æ/ø å.plan", "\"/'.plan", "a\u202Eb.plan", "A.plan", "a.plan", "a/b.plan", "a-b.plan"].map((path) => [
        path,
        Buffer.from("tiltak\n"),
      ]),
    ),
  ];
}

// ---- bytes that are no text -------------------------------------------------------------------------------------------------

const BROKEN = [
  "80",
  "C0 80",
  "C1 BF",
  "C2",
  "E0 80 80",
  "E0 9F BF",
  "E1 80",
  "ED A0 80",
  "ED BF BF",
  "EF BF BE",
  "EF BF BF",
  "F0 80 80 80",
  "F0 8F BF BF",
  "F0 9F 98",
  "F4 90 80 80",
  "F5 80 80 80",
  "FF",
  "FE",
  "00",
  "1B 5B 32 4A",
  "7F",
  "C2 85",
  "E2 80 AE",
  "E2 80 A8",
];

function* bytes() {
  const lines = (put) => BROKEN.map((hex, i) => Buffer.concat(put(Buffer.from(hex.replaceAll(" ", ""), "hex"), i)));
  yield one(
    "bytes in names",
    Buffer.concat([Buffer.from(HEAD), ...lines((b, i) => [Buffer.from(`tiltak t${i}`), b, Buffer.from(' "T"\n')])]),
  );
  yield one(
    "bytes in titles",
    Buffer.concat([Buffer.from(HEAD), ...lines((b, i) => [Buffer.from(`tiltak t${i} "`), b, Buffer.from('"\n')])]),
  );
  for (const hex of BROKEN) yield one(`${hex} alone`, Buffer.from(hex.replaceAll(" ", ""), "hex"));
  yield one(
    "every byte",
    Uint8Array.from({ length: 256 }, (_, i) => i),
  );
  yield one(
    "every two bytes",
    Uint8Array.from({ length: 1 << 17 }, (_, i) => (i & 1 ? i >> 1 : i >> 9)),
  );
}

// ---- letters -----------------------------------------------------------------------------------------------------------------

/** Characters that Unicode has had for long: those of the last years are in the tables of one program and not of another. */
function* letters() {
  const known = (point) =>
    (point < 0x3100 || point % 61 === 0) && /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(point));
  const points = Array.from({ length: 0x30000 }, (_, point) => point).filter(
    (point) => (point < 0xd800 || point > 0xdfff) && known(point),
  );
  const text = (i) => String.fromCodePoint(points[i]);
  yield one(
    "every letter in a name",
    HEAD + times(points.length, (i) => `tiltak a${text(i)} "T"\n  ansvarlig b${text(i)}c\n`),
  );
  yield one("every letter first", HEAD + times(points.length, (i) => `tiltak ${text(i)}b "T"\n`));
  yield one(
    "every letter as an actor in quotes",
    HEAD + times(points.length, (i) => `tiltak t${i} "T"\n  ansvarlig "${text(i)} ${text(i)}"\n`),
  );
  for (const form of ["NFC", "NFD"])
    for (const other of ["NFC", "NFD", "NFKC"])
      yield one(
        `names in ${form}, meant in ${other}`,
        HEAD +
          times(points.length, (i) =>
            `aktør x${text(i)}y "A"\n\ntiltak t${i} "T"\n  ansvarlig x${text(i)}y\n`
              .normalize(form)
              .replace(/ansvarlig.*/, (line) => line.normalize(other)),
          ),
      );
  yield one(
    "marks upon marks",
    HEAD + times(500, (i) => `tiltak a${"\u0301\u0323\u0308\u031B".slice(i % 4)}${"\u0300".repeat(i % 40)}${i} "T"\n`),
  );
  yield one(
    "Hangul",
    HEAD +
      times(
        600,
        (i) =>
          `tiltak a${String.fromCodePoint(0xac00 + i * 18).normalize("NFD")} "T"\n  avhenger av a${String.fromCodePoint(0xac00 + i * 18)}\n`,
      ),
  );
}

// ---- at random -----------------------------------------------------------------------------------------------------------------

/** Numbers below a bound, the same each time (mulberry32). */
function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function damaged(text, other, roll) {
  const at = roll(text.length),
    length = roll(200),
    from = roll(other.length);
  const between = [
    Buffer.alloc(0),
    Buffer.from([roll(256), roll(256)]),
    other.subarray(from, from + roll(300)),
    text.subarray(at, at + 2 * length),
  ][roll(4)];
  return Buffer.concat([text.subarray(0, at), between, text.subarray(at + length)]);
}

const files_below = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => /\.(plan|csv)$/.test(path))
    .sort()
    .map((path) => [path, readFileSync(join(folder, path))]);

/** Plans that are damaged, beside each other; and whole examples, with a file that is: a plan, or a data file. */
function* mutants(examples) {
  const texts = files_below(examples).map(([, bytes]) => bytes);
  const damage = (text, roll) => {
    for (let edits = 1 + roll(6); edits; edits--) text = damaged(text, texts[roll(texts.length)], roll);
    return text;
  };
  for (let i = 0; i < 150; i++) {
    const roll = dice(i),
      names = ["a.plan", "b.plan", "c/d.plan"].slice(0, 1 + roll(3));
    yield [`mutant ${i}`, new Map(names.map((name) => [name, damage(texts[roll(texts.length)], roll)]))];
  }
  for (const name of readdirSync(examples)) {
    const files = files_below(join(examples, name));
    for (let i = 0; i < 5 * files.length; i++) {
      const [path, bytes] = files[i % files.length];
      yield [`${name} with ${path} damaged, ${i}`, new Map(files).set(path, damage(bytes, dice(1000 + i)))];
    }
  }
}

export function* hostile(examples) {
  yield* shapes();
  yield* bytes();
  yield* letters();
  yield* mutants(examples);
}
