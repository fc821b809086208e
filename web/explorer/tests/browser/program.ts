// Builds dramatis once for all tests, in a folder that goes with them; DRAMATIS
// names one that is there already.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export default function build(): (() => void) | undefined {
  if (process.env.DRAMATIS) return undefined;
  const dir = mkdtempSync(join(tmpdir(), "dramatis-program-"));
  const file = join(dir, process.platform === "win32" ? "dramatis.exe" : "dramatis");
  execFileSync("go", ["build", "-o", file, "./cmd/dramatis"], { cwd: resolve(import.meta.dirname, "../../../.."), stdio: "inherit" });
  process.env.DRAMATIS = file; // workers inherit it
  return () => rmSync(dir, { recursive: true, force: true });
}
