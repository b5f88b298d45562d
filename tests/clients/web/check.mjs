// The largest page of each kind of each report, in Chromium: axe-core finds nothing, light and dark, on a phone and a desk;
// nothing is fetched from elsewhere; nothing runs that a plan says; no page is wider than its window or its paper; all of it
// can be read without JavaScript. The HTML checker finds no error on any page. (Links: tests/web.)
// Usage: TOOLS=folder CHROMIUM=path node check.mjs FOLDER
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const require = createRequire(join(resolve(process.env.TOOLS), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const PHONE = 320, DESK = 1280, PAPER = 680; // pixels; an A4 page between its margins is 680 wide

let passed = 0, failed = 0;
function expect(right, what) {
  if (right) return passed++;
  failed++;
  console.log(`FAILED ${what}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}

// The kind of a page is the folder that it lies in, or its name beside the index.
const kindOf = (report, page) => relative(report, page).split("/")[0].replace(/(\.\d+)?\.html$/, "");

// The largest page of each kind. The plans' own text, not the library's.
function largestOf(report, pages) {
  const kinds = new Map();
  for (const page of pages.filter((page) => !basename(page).startsWith("stdlib-"))) {
    const kind = kindOf(report, page), known = kinds.get(kind);
    if (!known || statSync(page).size > statSync(known).size) kinds.set(kind, page);
  }
  return kinds;
}

/* ---- pages ------------------------------------------------------------------------------------------------------------ */

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

async function checkPage(page, file, name) {
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  for (const violation of violations)
    console.log(`${violation.id}: ${violation.nodes[0].html.slice(0, 200)}\n  ${violation.nodes[0].failureSummary}`);
  expect(!violations.length, `${name}: axe`);
  expect(await fits(page), `${name}: wider than the window`);
}

// Without JavaScript all is there to read, and on paper nothing is cut off.
async function checkPlain(page, file, name) {
  await page.goto(pathToFileURL(file).href);
  expect(await page.locator("main h1").isVisible(), `${name}: no heading without JavaScript`);
  expect((await page.locator("main").innerText()).length > 30, `${name}: nothing to read without JavaScript`);
  await page.emulateMedia({ media: "print" });
  expect(await fits(page), `${name}: wider than the paper`);
  await page.emulateMedia({ media: "screen" });
}

async function checkFilter(page, file) {
  await page.goto(pathToFileURL(file).href);
  const rows = page.locator("table.matrix tbody tr:visible"), all = await rows.count();
  await page.locator(".filter input").fill("zzz");
  expect((await rows.count()) === 0, "the filter hides rows without what is written");
  await page.locator(".filter input").fill("");
  expect((await rows.count()) === all && all > 0, "an empty filter shows all rows");
}

// Row and column heads stay where they are while the rest moves.
async function checkStickyHeads(page, file) {
  await page.goto(pathToFileURL(file).href);
  const place = (which) => page.locator(which).boundingBox();
  const column = "table.matrix thead th:nth-child(2)", row = "table.matrix tbody tr:last-child th";
  const before = await place(column);
  await page.evaluate(() => document.querySelector(".scroll:has(.matrix)").scrollTo(0, 1e6));
  expect((await place(column)).y === before.y, "the heads of columns stay while rows move");
  const left = await place(row);
  await page.evaluate(() => document.querySelector(".scroll:has(.matrix)").scrollTo(1e6, 1e6));
  expect((await place(row)).x === left.x, "the heads of rows stay while columns move");
}

// On a phone's first screen: what is overdue, and who answers for it.
async function checkOverdueFirst(page, file, wanted) {
  await page.goto(pathToFileURL(file).href);
  for (const text of wanted) {
    const box = await page.locator("main").getByText(text).first().boundingBox();
    expect(box && box.y + box.height <= 800, `${file}: “${text}” is not on the first screen`);
  }
}

/* ---- all of it -------------------------------------------------------------------------------------------------------- */

async function checkHtml(folder) {
  try {
    await promisify(execFile)("java", ["-Xss8m", "-jar", vnu, "--errors-only", "--skip-non-html", folder]);
    expect(true, "");
  } catch (error) {
    expect(false, `the HTML checker: ${String(error.stderr || error).slice(0, 3000)}`);
  }
}

const folder = process.argv[2], tasks = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const add = (width, colorScheme, check, ...words) => tasks.push({ width, colorScheme, check, words });

for (const name of readdirSync(folder)) {
  const report = join(folder, name), kinds = largestOf(report, filesBelow(report).filter((file) => file.endsWith(".html")));
  expect(kinds.size >= 12, `${name}: only ${kinds.size} kinds of pages`);
  for (const [kind, page] of kinds) {
    for (const colorScheme of ["light", "dark"])
      for (const width of [PHONE, DESK]) add(width, colorScheme, checkPage, page, `${name}/${kind}, ${colorScheme}, ${width} px`);
    add(PAPER, "light", checkPlain, page, `${name}/${kind}`);
  }
  if (name !== "fjordvik") continue;
  add(DESK, "light", checkFilter, kinds.get("matrix"));
  add(DESK, "light", checkStickyHeads, kinds.get("matrix"));
  for (const kind of ["index", "plan"]) add(PHONE, "light", checkOverdueFirst, kinds.get(kind), ["Hjartesone", "Barneskulane på Nes"]);
}

// A page for tasks to share, with JavaScript or without; what it should not do is a failure whenever it does.
async function open(javaScriptEnabled) {
  const page = await (await browser.newContext({ javaScriptEnabled, reducedMotion: "reduce" })).newPage();
  page.on("request", (request) => request.url().startsWith("file:") || expect(false, `${page.url()} asks for ${request.url()}`));
  page.on("dialog", (dialog) => (expect(false, `${page.url()}: a dialog opened: ${dialog.message()}`), dialog.dismiss()));
  page.on("pageerror", (error) => expect(false, `${page.url()}: ${error}`));
  return page;
}

async function work() {
  const usual = await open(true), plain = await open(false);
  for (let task; (task = tasks.shift()); ) {
    const page = task.check === checkPlain ? plain : usual;
    await page.setViewportSize({ width: task.width, height: 800 });
    await page.emulateMedia({ colorScheme: task.colorScheme });
    await task.check(page, ...task.words).catch((error) => expect(false, `${task.words[0]}: ${error}`));
  }
}

await Promise.all([checkHtml(folder), ...Array.from({ length: availableParallelism() }, work)]);
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
