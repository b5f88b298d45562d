// Every kind of page of each report, in Chromium: axe-core finds nothing, light and dark, on a phone and a desk; nothing is
// fetched from elsewhere; nothing runs that a plan says; links lead somewhere; all of it can be read without JavaScript; the
// HTML checker finds no error. Usage: TOOLS=folder node check.mjs FOLDER
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(process.env.TOOLS), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const MOST_BYTES = 2_000_000;

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

// One page of each kind: of each folder, and each that lies beside the index. The plans' own text, not the library's.
function kindsOf(report, pages) {
  const kinds = new Map();
  for (const page of pages.filter((page) => !page.includes("stdlib-"))) {
    const [kind] = relative(report, page).split("/");
    if (!kinds.has(kind)) kinds.set(kind, page);
  }
  return kinds;
}

function checkLinks(report, pages) {
  const ids = new Map();
  const idsOf = (page) => {
    if (!ids.has(page)) ids.set(page, new Set([...readFileSync(page, "utf8").matchAll(/ id="([^"]*)"/g)].map((m) => m[1])));
    return ids.get(page);
  };
  const dead = new Set();
  for (const page of pages)
    for (const [, href] of readFileSync(page, "utf8").matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^(https?|mailto):/.test(href)) continue;
      const [path, anchor] = href.split("#"), target = path ? resolve(dirname(page), path) : page;
      if (!existsSync(target) || (anchor && !idsOf(target).has(anchor))) dead.add(`${relative(report, page)} -> ${href}`);
    }
  expect(!dead.size, `dead links in ${report}: ${[...dead].slice(0, 5).join(", ")}`);
  for (const page of pages) expect(readFileSync(page).length <= MOST_BYTES, `${page} is larger than 2 MB`);
}

async function checkPage(page, file, name) {
  const elsewhere = [], dialogs = [];
  page.on("request", (request) => request.url().startsWith("file:") || elsewhere.push(request.url()));
  page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  for (const violation of violations)
    console.log(`${violation.id}: ${violation.nodes[0].html.slice(0, 200)}\n  ${violation.nodes[0].failureSummary}`);
  expect(!violations.length, `${name}: axe`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${name}: wider than the window`);
  expect(!elsewhere.length, `${name}: asks for ${elsewhere[0]}`);
  expect(!dialogs.length, `${name}: a dialog opened`);
}

async function checkWithoutScripts(browser, kinds, report) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [kind, file] of kinds) {
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator("main h1").isVisible(), `${report}/${kind}: no heading without JavaScript`);
    expect((await page.locator("main").innerText()).length > 30, `${report}/${kind}: nothing to read without JavaScript`);
  }
  await context.close();
}

async function checkFilter(browser, file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const rows = page.locator("table.matrix tbody tr:visible"), all = await rows.count();
  await page.locator(".filter input").fill("zzz");
  expect(await rows.count() === 0, "the filter hides rows without what is written");
  await page.locator(".filter input").fill("");
  expect(await rows.count() === all, "an empty filter shows all rows");
  await page.close();
}

function checkHtml(folder) {
  try {
    execFileSync("java", ["-Xss8m", "-jar", vnu, "--errors-only", "--skip-non-html", folder], { stdio: "pipe" });
    expect(true, "");
  } catch (error) {
    expect(false, `the HTML checker: ${String(error.stderr).slice(0, 3000)}`);
  }
}

const folder = process.argv[2];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
for (const report of readdirSync(folder)) {
  const pages = filesBelow(join(folder, report)).filter((file) => file.endsWith(".html"));
  const kinds = kindsOf(join(folder, report), pages);
  checkLinks(join(folder, report), pages);
  for (const colorScheme of ["light", "dark"])
    for (const width of [320, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      for (const [kind, file] of kinds) {
        const page = await context.newPage();
        await checkPage(page, file, `${report}/${kind}, ${colorScheme}, ${width} px`);
        await page.close();
      }
      await context.close();
    }
  await checkWithoutScripts(browser, kinds, report);
  if (report === "fjordvik") await checkFilter(browser, kinds.get("matrix"));
}
await browser.close();
checkHtml(folder);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
