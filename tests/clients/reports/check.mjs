// What other programs make of the findings in a folder: ajv of SARIF and GitLab's report, by their schemas, and GitHub's own
// toolkit of the workflow commands. Usage: node check.mjs TOOLS FOLDER. Prints a JSON list of complaints.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [tools, folder] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const Ajv = require("ajv").default;
const addFormats = require("ajv-formats").default;
const { error, warning, notice } = await import(join(tools, "node_modules/@actions/core/lib/core.js"));
const read = (name) => readFileSync(join(folder, name), "utf8");
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const complaints = [];

function validate(name, schema) {
  const { $schema, id, ...rules } = schema; // which draft it is, in the words of another draft than ajv's: the keywords are alike
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
  if (!ajv.validate(rules, JSON.parse(read(name))))
    complaints.push(...ajv.errors.slice(0, 5).map((e) => `${name}: ${e.instancePath} ${e.message}`));
}

// What the toolkit would write for a finding, as lines of `process.stdout`.
function toolkit(finding) {
  const written = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => written.push(text) > 0;
  try {
    const { start, end } = finding.range;
    const properties = { title: finding.title, file: finding.shown, startLine: start.line, endLine: end.line };
    if (start.line === end.line) Object.assign(properties, { startColumn: start.column, endColumn: end.column });
    ({ error, warning, note: notice })[finding.severity](finding.text, properties);
  } finally {
    process.stdout.write = write;
  }
  return written.join("").trimEnd();
}

// A command with its properties in the order of their names; the runner does not mind.
function settled(command) {
  const [, name, properties, text] = /^::(\w+) (.*?)::(.*)$/s.exec(command) ?? [];
  return name ? `::${name} ${properties.split(",").sort().join(",")}::${text}` : `no command: ${command}`;
}

validate("f.sarif", json(join(dirname(require.resolve("@microsoft/jest-sarif")), "schemas/sarif-2.1.0-rtm.5.json")));
validate("f.gitlab", json(join(dirname(fileURLToPath(import.meta.url)), "gitlab.schema.json")));
const commands = read("commands").split("\n").filter((line) => line.startsWith("::"));
const findings = JSON.parse(read("findings"));
if (commands.length !== findings.length) complaints.push(`${commands.length} commands of ${findings.length} findings`);
findings.forEach((finding, i) => {
  const wanted = settled(toolkit(finding));
  if (commands[i] && wanted !== settled(commands[i])) complaints.push(`wanted ${wanted}, got ${settled(commands[i])}`);
});
console.log(JSON.stringify(complaints));
