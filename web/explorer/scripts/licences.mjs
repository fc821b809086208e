// Writes docs/licences.md: every package whose code is in the built explorer,
// as package-lock.json pins it. `--check` fails if the page is not up to date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const page = new URL("../../docs/licences.md", root);
const lock = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8")).packages;
const rows = [];
for (const [path, p] of Object.entries(lock)) {
  if (!path.startsWith("node_modules/") || p.dev || p.devOptional) continue;
  const name = path.replace(/^.*node_modules\//, "");
  const dir = new URL(path + "/", root);
  const file = existsSync(dir) ? readdirSync(dir).find((f) => /^licen[cs]e/i.test(f)) : undefined;
  const holder = file ? (/copyright[^\n]*/i.exec(readFileSync(new URL(file, dir), "utf8"))?.[0] ?? "") : "";
  rows.push([name, p.version, p.license ?? "", holder.replace(/^copyright\s*(\(c\))?\s*/i, "").replace(/[|<>]/g, " ").trim()]);
}
rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
const allowed = /^(MIT|ISC|BSD-\d-Clause|Apache-2\.0|0BSD)$/;
const bad = rows.filter(([, , l]) => !allowed.test(l));
if (bad.length) throw new Error("licences to look at: " + bad.map((r) => r.join(" ")).join("; "));
const text = `# Licences of the explorer's packages

Made by \`npm run licences\` in \`web/explorer\`: the packages that \`make web\` may
bundle into the explorer, as \`package-lock.json\` pins them. Tools that only
build or test it (Vite, TypeScript, Vitest, Playwright) are not in the program.

| package | version | licence | copyright |
|---|---|---|---|
${rows.map((r) => `| ${r.join(" | ")} |`).join("\n")}
`;
if (process.argv.includes("--check")) {
  if (!existsSync(page) || readFileSync(page, "utf8") !== text) throw new Error("docs/licences.md is not up to date: npm run licences");
} else writeFileSync(page, text);
console.log(`${rows.length} packages, all under permissive licences`);
