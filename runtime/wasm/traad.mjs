// traad.mjs: the core of Tråd (build/wasm/traad.wasm, see wasm.h) for JavaScript, in a browser or in Node.
//
//   const traad = await load(fetch("traad.wasm"));          // or its bytes, or a WebAssembly.Module
//   const workspace = traad.open();
//   workspace.plan("plan.plan", text);                      // once more with the same path: the text has changed
//   workspace.data("data/numbers.csv", bytes);              // what a `data` line of a plan names
//   const { summary, diagnostics } = JSON.parse(workspace.check({ day: "2026-11-22", language: "nn" }));
//
// Each workspace has a memory of its own, which goes when nobody holds the workspace. When it is used up, or the core finds a
// mistake in itself, an Error is thrown, and again at every later call of that workspace; others are unharmed.

const LANGUAGES = ["nb", "nn", "en"];
const PLAN = 0; // enum wasm_kind
const DATA = 1;
const DAY = 24 * 60 * 60 * 1000;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Compiles the module: bytes, a WebAssembly.Module, or a Response (or the promise of one) with its bytes. */
export async function load(source) {
  source = await source;
  if (typeof Response !== "undefined" && source instanceof Response) {
    if (!source.ok) throw new Error(`traad.wasm: ${source.status} ${source.statusText}`);
    source = await source.arrayBuffer();
  }
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  return { module, open: () => new Workspace(module) };
}

/** Plans and data files, to be checked together. */
class Workspace {
  #core;
  #handle;
  #failed = null;

  constructor(module) {
    const bytes = (at, length) => new Uint8Array(this.#core.memory.buffer, at, length);
    const string = (at) => {
      const rest = new Uint8Array(this.#core.memory.buffer, at);
      return decoder.decode(rest.subarray(0, rest.indexOf(0)));
    };
    const traad = {
      nfc: (text, length, room) => {
        try {
          const normal = encoder.encode(decoder.decode(bytes(text >>> 0, length)).normalize("NFC"));
          bytes(room >>> 0, normal.length).set(normal);
          return normal.length;
        } catch {
          return -1;
        }
      },
      exhausted: () => {
        throw new Error("traad: out of memory");
      },
      broken: (text) => {
        throw new Error(`traad: a mistake in the program: ${string(text >>> 0)}`);
      },
    };
    this.#core = new WebAssembly.Instance(module, { traad }).exports;
    this.#handle = this.#core.traad_open();
  }

  /** Adds a plan, or changes its text: a string, or bytes. */
  plan(path, text) {
    this.#put(PLAN, path, text);
  }

  /** Adds a data file that plans may name, or changes it. */
  data(path, bytes) {
    this.#put(DATA, path, bytes);
  }

  /** Takes a document away; false when there is none at that path. */
  remove(path) {
    const name = name_of(path);
    return this.#run(() => {
      this.#write(name);
      return this.#core.traad_remove(this.#handle, name.length) !== 0;
    });
  }

  /** The findings as of a day (2026-11-22) in a language (nb, nn, en): JSON, as `traad check --format json` writes it. */
  check({ day, language = "nb" }) {
    const number = day_of(day);
    const code = LANGUAGES.indexOf(language);
    if (code < 0) throw new RangeError(`not one of ${LANGUAGES.join(", ")}: ${language}`);
    const json = this.#run(() => {
      const at = this.#core.traad_check(this.#handle, number, code) >>> 0;
      return new Uint8Array(this.#core.memory.buffer, at, this.#core.traad_length(this.#handle) >>> 0);
    });
    return decoder.decode(json);
  }

  #put(kind, path, content) {
    const name = name_of(path);
    const bytes = bytes_of(content);
    const fits = this.#run(() => {
      this.#write(name, bytes);
      return this.#core.traad_put(this.#handle, kind, name.length, bytes.length) !== 0;
    });
    if (!fits) throw new RangeError(`too large: ${path}`);
  }

  #write(name, bytes = new Uint8Array(0)) {
    const size = name.length + bytes.length;
    if (size >= 2 ** 32) throw new Error("traad: out of memory");
    const at = this.#core.traad_room(this.#handle, size) >>> 0;
    const room = new Uint8Array(this.#core.memory.buffer, at, size);
    room.set(name);
    room.set(bytes, name.length);
  }

  #run(call) {
    if (this.#failed) throw this.#failed;
    try {
      return call();
    } catch (error) {
      this.#failed = error;
      throw error;
    }
  }
}

function name_of(path) {
  if (typeof path !== "string" || path === "" || path.includes("\0"))
    throw new TypeError("a path is a string without NUL");
  return encoder.encode(path);
}

function bytes_of(content) {
  if (typeof content === "string") return encoder.encode(content);
  if (!ArrayBuffer.isView(content)) throw new TypeError("a document is a string or its bytes");
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
}

/** Days since 1970-01-01. */
function day_of(day) {
  const number = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / DAY : NaN;
  if (!Number.isInteger(number) || new Date(number * DAY).toISOString().slice(0, 10) !== day || day < "1000")
    throw new RangeError(`not a day, as 2026-11-22: ${day}`);
  return number;
}
