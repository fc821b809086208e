import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

// Debian's Chromium, or the one that CHROMIUM names: no browser is downloaded.
function chromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // the next name may be there
    }
  }
  throw new Error("there is no Chromium: apt-get install chromium, or set CHROMIUM to one");
}

export default defineConfig({
  testDir: "tests/browser",
  outputDir: process.env.DRAMATIS_SHOTS ? process.env.DRAMATIS_SHOTS + "/playwright" : "test-results",
  fullyParallel: false,
  workers: 1,
  // No test is about time: these end what hangs, also on a slow, busy machine.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  retries: 1,
  globalSetup: "./tests/browser/program.ts",
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: {
      timeout: 180_000,
      executablePath: chromium(),
      args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
    },
  },
});
