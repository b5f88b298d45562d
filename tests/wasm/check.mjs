// The core as WebAssembly finds what the program finds: the same JSON, byte for byte. Usage: node tests/wasm/check.mjs [NAME…]
// (make wasm builds it first). TRAAD=path selects the program, TRAAD_WASM=path the module. Ends with "N passed, N failed".
//
// A workspace is a Map from paths to bytes. The program gets it as a folder; the module gets what ends in .plan as plans, and all
// else as data files. What only a program with a file system can say is left out, and counted: see `beyond`.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { load } from "../../runtime/wasm/traad.mjs";
import { in_browser } from "./browser.mjs";
import { hostile } from "./hostile.mjs";
import { limited } from "./memory.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(ROOT, process.env.TRAAD ?? "build/traad");
const LOADER = join(ROOT, "runtime/wasm/traad.mjs");
const MODULE = resolve(ROOT, process.env.TRAAD_WASM ?? "build/wasm/traad.wasm");
const DAY = "2026-11-22";
const LANGUAGES = ["nb", "nn", "en"];
const names = process.argv.slice(2);
const is_wanted = (name) => !names.length || names.some((wanted) => name.startsWith(wanted));
const folder = mkdtempSync(join(tmpdir(), "traad-wasm-"));
let passed = 0,
  failed = 0,
  folders = 0;
const left_out = new Map();
const leave_out = (reason) => left_out.set(reason, (left_out.get(reason) ?? 0) + 1);

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The body returns the reason where there is nothing to compare. */
function test(name, body) {
  if (!is_wanted(name)) return;
  try {
    const reason = body();
    if (reason) leave_out(reason);
    else passed++;
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.message}`);
  }
}

function demand(holds, message) {
  if (!holds) throw new Error(message);
}

// ---- the two ----------------------------------------------------------------------------------------------------------

const traad = await load(readFileSync(MODULE));

function put(workspace, files) {
  for (const [path, bytes] of files) path.endsWith(".plan") ? workspace.plan(path, bytes) : workspace.data(path, bytes);
  return workspace;
}

const fill = (files) => put(traad.open(), files);

function written(files) {
  const work = join(folder, String(folders++));
  for (const [path, bytes] of files) {
    mkdirSync(join(work, dirname(path)), { recursive: true });
    writeFileSync(join(work, path), bytes);
  }
  return work;
}

/** What the program says, or null when it says nothing: a file cannot be read, there is no plan. */
function native(work, day, language) {
  const words = ["check", "--format", "json", "--as-of", day, "--lang", language];
  const { status, stdout } = spawnSync(PROGRAM, words, {
    cwd: work,
    env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
    maxBuffer: 1 << 30,
  });
  return status === 0 || status === 1 ? stdout : null;
}

/** Why the two may differ. Data files that are missing, outside or unreadable are told of by who looks for them; JSON-stat is not read. */
function beyond(work, files, expected) {
  if (expected === null) return "the program has nothing to say";
  if (existsSync(join(work, ".traadignore"))) return "files that .traadignore leaves out";
  if (/"code": "TR052[012]"/.test(expected)) return "data files that are not there";
  const reads_json = [...files].some(
    ([path, bytes]) => path.endsWith(".plan") && /^\s*data\s+"[^"\n]*\.json"/m.test(bytes),
  );
  return reads_json ? "data files in JSON-stat" : null;
}

function difference(expected, actual) {
  const [a, b] = [expected, actual].map((text) => text.split("\n"));
  const line = a.findIndex((text, i) => text !== b[i]);
  return line < 0
    ? "more lines than expected"
    : `line ${line + 1}\n  program ${a[line].slice(0, 400)}\n  module  ${(b[line] ?? "").slice(0, 400)}`;
}

function compare(name, files, { work = written(files), day = DAY, language = "nb" } = {}) {
  test(name, () => {
    const expected = native(work, day, language);
    const reason = beyond(work, files, expected);
    if (reason) return reason;
    const actual = Buffer.from(fill(files).check({ day, language }));
    demand(actual.equals(expected), difference(expected.toString(), actual.toString()));
  });
}

// ---- what is compared -------------------------------------------------------------------------------------------------------

/** The files of a folder that the program would find; null where links lead elsewhere. */
function files_of(work) {
  const files = new Map();
  const walk = (at) => {
    for (const name of readdirSync(at).filter((name) => !name.startsWith("."))) {
      const path = join(at, name),
        status = lstatSync(path);
      if (status.isSymbolicLink()) return false;
      if (status.isDirectory() ? !walk(path) : !status.isFile()) return false;
      if (status.isFile()) files.set(relative(work, path), readFileSync(path));
    }
    return true;
  };
  return walk(work) && [...files.keys()].some((path) => path.endsWith(".plan")) ? files : null;
}

function examples() {
  for (const name of readdirSync(join(ROOT, "examples"))) {
    const work = join(ROOT, "examples", name),
      files = files_of(work);
    for (const day of ["2019-06-30", "2023-12-31", DAY])
      for (const language of LANGUAGES)
        compare(`examples/${name}, ${day}, ${language}`, files, { work, day, language });
  }
}

function cases(at = join(ROOT, "tests/cases")) {
  const work = existsSync(join(at, "in")) ? join(at, "in") : at;
  const inner = readdirSync(at).filter((name) => name !== "in" && statSync(join(at, name)).isDirectory());
  if (!existsSync(join(at, "cmd"))) return inner.forEach((name) => cases(join(at, name)));
  const files = statSync(work).isDirectory() ? files_of(work) : null;
  if (files) compare(relative(ROOT, at), files, { work });
}

/** The examples of a diagnostic's page: see tests/errors. */
function pages() {
  for (const page of readdirSync(join(ROOT, "docs/diagnostics"))) {
    const found = [];
    for (const [, words, text] of readFileSync(join(ROOT, "docs/diagnostics", page), "utf8").matchAll(
      /^```\S+ ((?:wrong|right).*)\n([^]*?\n)```$/gm,
    )) {
      const [kind, ...rest] = words.split(" "),
        path = rest.find((word) => word !== "raw" && !word.includes("=")) ?? "plan.plan";
      let example = found.findLast((one) => one.kind === kind);
      if (!example || path === "plan.plan" || example.files.has(path))
        found.push((example = { kind, files: new Map() }));
      example.files.set(path, Buffer.from(text));
    }
    found
      .filter(({ files }) => ![...files.keys()].some((path) => path.endsWith("/")))
      .forEach(({ kind, files }, i) =>
        compare(`docs/diagnostics/${page}, ${kind} ${i}`, files, { language: LANGUAGES[i % 3] }),
      );
  }
}

function found() {
  const at = join(ROOT, "tests/fuzz/found");
  for (const target of readdirSync(at))
    for (const name of readdirSync(join(at, target)))
      compare(`tests/fuzz/found/${target}/${name}`, new Map([["a.plan", readFileSync(join(at, target, name))]]));
}

// ---- the module itself -------------------------------------------------------------------------------------------------------

const PLAN = files_of(join(ROOT, "examples/english"));

function refuses(call, words) {
  try {
    call();
  } catch (error) {
    demand(error.message.includes(words), `said: ${error.message}`);
    return;
  }
  throw new Error(`nothing said ${words}`);
}

function itself() {
  test("asks its host for three functions and nothing else", () => {
    const asked = WebAssembly.Module.imports(traad.module).map(({ module, name, kind }) => `${kind} ${module}.${name}`);
    demand(
      asked.sort().join() === "function traad.broken,function traad.exhausted,function traad.nfc",
      asked.join(", "),
    );
  });
  test("a text that changes is as one that was so from the start", () => {
    const [path, bytes] = [...PLAN].find(([path]) => path.endsWith(".plan")),
      workspace = fill(PLAN),
      all = { day: DAY };
    const before = workspace.check(all);
    for (const length of [0, 1, bytes.length >> 1, bytes.length - 3]) {
      workspace.plan(path, bytes.subarray(0, length));
      const fresh = fill(new Map(PLAN).set(path, bytes.subarray(0, length))).check(all);
      demand(workspace.check(all) === fresh, `otherwise with ${length} bytes of ${path}`);
      demand(workspace.check(all) === fresh, "otherwise the second time");
    }
    workspace.plan("another.plan", "plan another\n");
    demand(workspace.remove("another.plan") && !workspace.remove("another.plan"), "not taken away once");
    workspace.plan(path, bytes.toString());
    demand(workspace.check(all) === before, "otherwise when all is as it was");
  });
  test("a workspace without plans has no findings", () => {
    const { summary, diagnostics } = JSON.parse(traad.open().check({ day: DAY }));
    demand(summary.files === 0 && diagnostics.length === 0, JSON.stringify(summary));
  });
  test("a day, a language or a path that is none is refused, and no harm is done", () => {
    const workspace = fill(PLAN),
      before = workspace.check({ day: DAY });
    for (const day of ["2026-02-30", "2026", "", "0999-12-31", "10000-01-01", undefined])
      refuses(() => workspace.check({ day }), "not a day");
    refuses(() => workspace.check({ day: DAY, language: "sv" }), "not one of");
    refuses(() => workspace.plan("", ""), "a path");
    refuses(() => workspace.plan("a.plan", [1, 2]), "a document");
    refuses(() => workspace.plan("a\0.plan", ""), "a path");
    refuses(() => workspace.data("large.csv", new Uint8Array((100 << 20) + 1)), "too large");
    demand(workspace.check({ day: DAY }) === before, "otherwise");
  });
  test("the first day and the last", () => {
    for (const day of ["1000-01-01", "9999-12-31"]) demand(JSON.parse(fill(PLAN).check({ day })).as_of === day, day);
    demand(native(join(ROOT, "examples/english"), "0999-12-31", "nb") === null, "the program has one before");
  });
  for (const day of ["1000-01-01", "9999-12-31"]) compare(`examples/english, ${day}`, PLAN, { day });
}

/** What plans come to: JSON, or why not; twice the same. */
function outcome(open, files) {
  let workspace;
  const ask = () => {
    try {
      workspace ??= open();
      return put(workspace, files).check({ day: DAY });
    } catch (error) {
      return error.message;
    }
  };
  const first = ask();
  return ask() === first ? first : "not the same twice";
}

async function memory() {
  const name = "without memory it says so, whenever that is, and from then on";
  if (!is_wanted(name)) return;
  const files = files_of(join(ROOT, "examples/folkehelseprogrammet"));
  const module = readFileSync(MODULE),
    right = fill(files).check({ day: DAY }),
    found = [];
  do {
    const { open } = await load(limited(module, found.length));
    found.push(outcome(open, files));
  } while (found.at(-1) === "traad: out of memory" && found.length < 1000);
  test(name, () => {
    demand(found.at(-1) === right, `with ${found.length - 1} pages: ${found.at(-1).slice(0, 400)}`);
    demand(found.length > 10, "was content at once");
  });
}

async function browser() {
  const name = "a page in a browser",
    work = join(ROOT, "examples/fjordvik"),
    options = { day: DAY, language: "nn" };
  if (!is_wanted(name)) return;
  const files = [...files_of(work)].map(([path, bytes]) => [
    path,
    path.endsWith(".plan") ? "plan" : "data",
    bytes.toString(),
  ]);
  const actual = await in_browser({ module: MODULE, loader: LOADER, files, options }).catch((error) =>
    Buffer.from(error.message),
  );
  const expected = native(work, options.day, options.language);
  test(name, () => {
    if (!actual) return "a page in a browser, since Chromium is not here";
    demand(actual.equals(expected), difference(expected.toString(), actual.toString()));
  });
}

examples();
cases();
pages();
found();
for (const [name, files] of hostile(join(ROOT, "examples"))) compare(`hostile: ${name}`, files);
itself();
await memory();
await browser();
for (const [reason, count] of left_out) console.log(`left out: ${count}, ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
