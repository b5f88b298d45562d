// Takes the pictures of tests/clients/web/pictures. Usage: TOOLS=folder node pictures.mjs REPORTS PICTURES
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(join(resolve(process.env.TOOLS), "package.json"))("playwright-core");
const PICTURES = [
  ["report.png", "english/plan/westmere.html", 1100, 720, 0],
  ["thread.png", "national/thread/folkehelseprogrammet.html", 1100, 720, 1760],
  ["phone.png", "fjordvik/index.html", 390, 720, 0],
];

const [, , reports, pictures] = process.argv;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
for (const [name, page, width, height, scroll] of PICTURES) {
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
  await tab.goto(pathToFileURL(resolve(reports, page)).href);
  await tab.evaluate((top) => window.scrollTo({ top, behavior: "instant" }), scroll);
  await tab.screenshot({ path: join(pictures, name) });
  await tab.close();
}
await browser.close();
