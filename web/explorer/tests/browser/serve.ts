// A real program, a real store built from examples/, and a page that notes
// every request and every word on its console.

import { test as base, expect, type Page } from "@playwright/test";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../../..");

/** program is the one that program.ts has built, or that DRAMATIS names. */
function program(): string {
  if (!process.env.DRAMATIS) throw new Error("DRAMATIS names no program: run these tests by npm run browser");
  return process.env.DRAMATIS;
}

export const hostile = `Trade minister <img src=x onerror=alert(1)> Bobby Tables said <script>alert(2)</script> the tariff would stay.

The Ministry of "Quotes" & Ampersands met Bobby Tables in Oslo on Monday, \u202Eeman\u202C it said.
`;

// The tests' own variables are no settings of the program.
const env = Object.fromEntries(Object.entries(process.env).filter(([k]) => !k.startsWith("DRAMATIS")));

export class Server {
  readonly dir = mkdtempSync(join(tmpdir(), "dramatis-explorer-"));
  private child: ChildProcess | undefined;
  url = "";

  build(...paths: string[]): void {
    this.run("build", ...paths);
  }

  run(...args: string[]): void {
    execFileSync(program(), args, { cwd: this.dir, env, stdio: "pipe" });
  }

  async start(...flags: string[]): Promise<void> {
    this.child = spawn(program(), ["serve", "--port", "0", ...flags], { cwd: this.dir, env, stdio: ["ignore", "pipe", "pipe"] });
    this.url = await new Promise<string>((ok, no) => {
      let said = "";
      const hear = (b: Buffer) => {
        said += b.toString();
        const m = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (m) ok(m[0]);
      };
      this.child!.stdout!.on("data", hear);
      this.child!.stderr!.on("data", hear);
      this.child!.on("exit", (code) => no(new Error(`dramatis serve ended with ${code}: ${said}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.removeAllListeners("exit"); // those of start, which take an end for a fault
      const over = new Promise((ok) => child.once("exit", ok));
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
      await over;
      clearTimeout(late);
    }
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 10 });
  }
}

export interface Watch { foreign: string[]; faults: string[] }

/** watch notes what a page must not do: ask another host, or complain. */
export function watch(page: Page, url: string): Watch {
  const w: Watch = { foreign: [], faults: [] };
  page.on("request", (r) => {
    if (!r.url().startsWith(url + "/") && !/^(data|blob):/.test(r.url())) w.foreign.push(r.url());
  });
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") w.faults.push(`${m.type()}: ${m.text()}`);
  });
  page.on("pageerror", (e) => w.faults.push(`exception: ${e.stack ?? e.message}`));
  page.on("dialog", (d) => {
    w.faults.push(`dialog: ${d.message()}`);
    void d.dismiss();
  });
  return w;
}

/** test gives each file one server over the examples, writable; each test a page that is watched. */
export const test = base.extend<{ site: Watch }, { server: Server }>({
  server: [
    async ({}, use) => {
      const s = new Server();
      cpSync(join(root, "examples"), join(s.dir, "articles"), { recursive: true });
      writeFileSync(join(s.dir, "articles", "hostile.txt"), hostile);
      writeFileSync(join(s.dir, "articles", "hostile.json"), JSON.stringify({ title: "<script>alert(3)</script> & \"friends\"", published: "2025-03-18" }));
      // Two articles that tell of one meeting.
      writeFileSync(join(s.dir, "articles", "told-1.txt"), "HARBOUR, March 4, 2025 — Anna Lind met Eva Strand in Oslo on 3 March 2025.\n");
      writeFileSync(join(s.dir, "articles", "told-2.txt"), "HARBOUR, March 5, 2025 — Eva Strand met Anna Lind on 3 March 2025. Anna Lind thanked Eva Strand on 4 March 2025.\n");
      s.build("articles");
      await s.start("--writable");
      await use(s);
      await s.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  site: [
    async ({ page, server }, use) => {
      // What goes by itself after seconds (a toast, the file of a download)
      // stays until a slow machine has seen it.
      await page.addInitScript(() => {
        const real = window.setTimeout;
        const longer = (f: TimerHandler, ms?: number, ...rest: unknown[]) => real(f, ms !== undefined && ms >= 6000 ? 100 * ms : ms, ...rest);
        window.setTimeout = longer as typeof window.setTimeout;
      });
      const w = watch(page, server.url);
      await use(w);
      expect(w.foreign, "requests to other hosts").toEqual([]);
      expect(w.faults.filter((f) => !/Failed to load resource.*(40\d)/.test(f)), "words on the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** settled waits until the network has been laid out, and all that the page asked for is there, for ten pictures. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".canvas").first().waitFor({ state: "attached" });
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 10; ) {
      await new Promise((ok) => requestAnimationFrame(() => setTimeout(ok, 30)));
      const canvas = document.querySelector(".canvas");
      const busy = canvas?.getAttribute("data-busy") !== "false" || document.querySelector("[aria-busy='true']");
      quiet = busy ? 0 : quiet + 1;
    }
  });
}

/** shot keeps a picture of the page as an output of the test. */
export async function shot(page: Page, name: string): Promise<void> {
  const { mkdirSync } = await import("node:fs");
  const dir = process.env.DRAMATIS_SHOTS ?? resolve(import.meta.dirname, "../../shots");
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, name + ".png") });
}
