// Takes the pictures of tests/clients/web/pictures. Usage: TOOLS=folder node pictures.mjs REPORTS PICTURES
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(join(resolve(process.env.TOOLS), "package.json"))("playwright-core");
const PICTURES = [
  ["report.png", "fjordvik/index.html", "light", 0],
  ["thread.png", "national/thread/folkehelseprogrammet.html", "light", 1760],
];

const [, , reports, pictures] = process.argv;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, page, colorScheme, scroll] of PICTURES) {
  const tab = await browser.newPage({ viewport: { width: 1100, height: 720 }, colorScheme });
  await tab.goto(pathToFileURL(resolve(reports, page)).href);
  await tab.evaluate((top) => window.scrollTo({ top, behavior: "instant" }), scroll);
  await tab.screenshot({ path: join(pictures, name) });
  await tab.close();
}
await browser.close();
