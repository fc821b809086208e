// Measures what the first page loads: index.html and all that it asks for
// before anybody does anything. Over the budget the build fails.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 350 * 1024;
const dist = new URL("../dist/", import.meta.url);
const size = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const html = readFileSync(new URL("index.html", dist), "utf8");
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/.test(html)) throw new Error("index.html has inline script or style, which the Content-Security-Policy forbids");
const first = ["index.html", ...[...html.matchAll(/(?:src|href)="\/(explorer\/[^"]+)"/g)].map((m) => m[1])];
let total = 0;
for (const name of first) {
  const n = size(name);
  total += n;
  console.log(`first page  ${(n / 1024).toFixed(1).padStart(7)} kB gzip  ${name}`);
}
for (const name of readdirSync(new URL("explorer/", dist)).sort()) {
  if (!first.includes("explorer/" + name)) console.log(`later       ${(size("explorer/" + name) / 1024).toFixed(1).padStart(7)} kB gzip  explorer/${name}`);
}
console.log(`first page  ${(total / 1024).toFixed(1).padStart(7)} kB gzip  of ${budget / 1024} kB`);
if (total > budget) process.exit(1);
