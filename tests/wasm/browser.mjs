// The module in a browser: traad.mjs as a page loads it, with nothing else. Gives what the page found, or null where there is no
// Chromium (CHROMIUM names another browser like it).

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What stands in a page once it has checked the plans of `files`, as the program was asked to. */
const page = (
  files,
  options,
) => `<!doctype html><meta charset="utf-8"><pre id="found">nothing</pre><script type="module">
  import { load } from './traad.mjs'
  const found = document.getElementById('found')
  try {
    const workspace = (await load(fetch('traad.wasm'))).open()
    for (const [path, kind, text] of ${JSON.stringify(files).replaceAll("<", "\\u003c")}) workspace[kind](path, new TextEncoder().encode(text))
    found.textContent = btoa(String.fromCharCode(...new TextEncoder().encode(workspace.check(${JSON.stringify(options)}))))
  } catch (error) {
    found.textContent = String(error)
  }
</script>`;

async function served(bodies, visit) {
  const server = createServer(({ url }, response) => {
    const [type, body] = bodies[url] ?? ["text/plain", ""];
    response.writeHead(bodies[url] ? 200 : 404, { "content-type": type }).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    return await visit(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The JSON that a page in the browser finds in [path, 'plan' or 'data', text] of each file; null without a browser. */
export async function in_browser({ module, loader, files, options }) {
  const profile = mkdtempSync(join(tmpdir(), "traad-browser-"));
  const bodies = {
    "/": ["text/html", page(files, options)],
    "/traad.mjs": ["text/javascript", readFileSync(loader)],
    "/traad.wasm": ["application/wasm", readFileSync(module)],
  };
  const words = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    `--user-data-dir=${profile}`,
    "--virtual-time-budget=60000",
    "--dump-dom",
  ];
  try {
    const { stdout } = await served(bodies, (address) =>
      promisify(execFile)(process.env.CHROMIUM ?? "chromium", [...words, `${address}/`], {
        timeout: 120000,
        maxBuffer: 1 << 28,
      }),
    );
    const [, found] = /<pre id="found">([^<]*)</.exec(stdout) ?? [null, stdout];
    const bytes = Buffer.from(found, "base64");
    return bytes.toString("base64") === found ? bytes : Buffer.from(found);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
