import { readFileSync } from "node:fs";
import { expect, settled, shot, test } from "./serve";

const trump = "/?actor=actor:donald-trump";

test("an actor is found with the keyboard, and leads to network, timeline and sentences", async ({ page, server }) => {
  await page.goto(server.url + "/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("according to whom");
  await shot(page, "home");
  await page.keyboard.press("/");
  await page.keyboard.type("witk");
  await expect(page.getByRole("option").first()).toContainText("Steve Witkoff");
  await shot(page, "search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/actor=actor:steve-witkoff/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Steve Witkoff");
  await settled(page);
  expect(Number(await page.locator(".canvas").getAttribute("data-nodes"))).toBeGreaterThan(2);
  expect(await page.locator(".column").count()).toBeGreaterThan(0);
  expect(await page.locator(".card").count()).toBeGreaterThan(2);
});

test("depth reaches further", async ({ page, server }) => {
  await page.goto(server.url + "/?actor=actor:steve-witkoff");
  await settled(page);
  const near = Number(await page.locator(".canvas").getAttribute("data-nodes"));
  await page.getByRole("radio", { name: "2" }).check({ force: true });
  await expect(page).toHaveURL(/depth=2/);
  await expect.poll(async () => Number(await page.locator(".canvas").getAttribute("data-nodes"))).toBeGreaterThan(near);
  await settled(page);
  await shot(page, "depth-2");
});

test("a tie that is picked filters timeline and sentences, and shows them in the article", async ({ page, server }) => {
  await page.goto(server.url + trump);
  await settled(page);
  const all = await page.locator(".card").count();
  await page.getByRole("button", { name: "Table" }).click();
  await page.getByRole("button", { name: /Donald Trump – Vladimir Putin|Vladimir Putin – Donald Trump/ }).first().click();
  await expect(page.locator(".about h2")).toContainText("and");
  await expect.poll(() => page.locator(".card").count()).toBeLessThan(all);
  for (const card of await page.locator(".card").all()) await expect(card).toContainText(/Trump|Putin/);
  await shot(page, "table");
  await page.getByRole("button", { name: "Drawing" }).click();
  await settled(page);
  await shot(page, "explorer");
  await page.locator(".card .in-article").first().click();
  await expect(page.locator(".reader mark.said").first()).toBeInViewport();
  const marked = await page.locator(".reader mark.said").first().textContent();
  expect(await page.locator(".reader .text").textContent()).toContain(marked!);
  await shot(page, "article-beside");
});

test("an actor or a tie is picked on the canvas", async ({ page, server }) => {
  await page.goto(server.url + trump);
  await settled(page);
  const box = (await page.locator(".canvas").boundingBox())!;
  // Looks for a place where the pointer says that something can be pressed.
  let found = "";
  for (let y = 0.15; y < 0.95 && !found; y += 0.04) {
    for (let x = 0.15; x < 0.9 && !found; x += 0.03) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      await page.evaluate(() => new Promise((ok) => requestAnimationFrame(() => setTimeout(ok, 0))));
      const tip = page.locator(".tip b");
      const name = (await tip.count()) ? await tip.textContent() : "";
      if (name && name !== "Donald Trump") {
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
        found = name;
      }
    }
  }
  await expect(page).toHaveURL(/pick=actor/);
  await expect(page.locator(".about h2")).toHaveText(found.replace(" – ", " and "));
});

test("a period drawn on the timeline redraws the network", async ({ page, server }) => {
  await page.goto(server.url + "/?view=explore&from=2025-03-01&to=2025-04-30&actor=actor:donald-trump");
  await settled(page);
  await page.getByRole("button", { name: "whole time" }).click();
  await settled(page);
  const before = await page.locator(".canvas").getAttribute("data-edges");
  const box = (await page.locator(".overview .ground").boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.02, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + 30, { steps: 6 });
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await settled(page);
  await expect.poll(() => page.locator(".canvas").getAttribute("data-edges")).not.toBe(before);
  await shot(page, "timeline");
  await page.locator(".overview .handle").last().focus();
  const was = page.url();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => page.url()).not.toBe(was);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/from=/);
});

test("only what articles assert is a solid line; modalities can be taken out", async ({ page, server }) => {
  await page.goto(server.url + trump);
  await settled(page);
  const dash = (name: string) => page.locator(`.legend .m-${name} line`).getAttribute("stroke-dasharray");
  expect(await dash("asserted")).toBeNull();
  for (const m of ["reported", "planned", "hypothetical", "negated"]) expect(await dash(m)).toBeTruthy();
  for (const bar of await page.locator(".column:not(.m-asserted)").all()) expect(await bar.getAttribute("fill")).toMatch(/^url\(#hatch/);
  await page.locator(".legend label", { hasText: "asserted" }).click();
  await expect(page).toHaveURL(/show=reported,planned,hypothetical,negated/);
  await expect(page.locator(".card.m-asserted")).toHaveCount(0);
  expect(await page.locator(".card").count()).toBeGreaterThan(0);
});

test("how a date is known and who says so are shown on demand", async ({ page, server }) => {
  await page.goto(server.url + trump + "&show=reported");
  await expect(page.locator(".card").first()).toContainText("according to");
  await page.locator(".card .more").first().click();
  await expect(page.locator(".card dl").first()).toContainText(/the sentence|the article|publication|neighbouring/);
  await expect(page.locator(".card dl").first()).toContainText("bytes");
});

test("what tells of one event is one row, and each statement on demand", async ({ page, server }) => {
  await page.goto(server.url + "/?actor=actor:anna-lind");
  await settled(page);
  await expect(page.locator(".item", { hasText: /×2 .*met/ })).toHaveCount(1);
  const joined = await page.locator(".item").count();
  const more = page.locator(".also > button");
  await expect(more).toHaveText(/another statement tells of it, 2 articles in all/);
  await more.click();
  await expect(page.locator(".also .card")).toHaveCount(1);
  await shot(page, "one-row");
  await page.getByRole("checkbox", { name: "one row an event" }).uncheck();
  await expect(page).toHaveURL(/each=true/);
  await expect(page.locator(".also")).toHaveCount(0);
  await expect(page.locator(".item")).toHaveCount(joined + 1);
});

test("marks of the timeline are reached by arrow keys, what follows by Tab", async ({ page, server }) => {
  await page.goto(server.url + trump);
  await settled(page);
  await page.locator(".overview .handle").last().focus();
  await page.keyboard.press("Tab");
  await expect(page.locator(".item").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".item").nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator(".item").last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/statement=st:/);
  await page.keyboard.press("Tab");
  await expect(page.locator(".timeline :focus")).toHaveCount(0);
});

test("what an actor says is told apart from what it takes part in", async ({ page, server }) => {
  await page.goto(server.url + trump);
  await settled(page);
  await page.getByRole("button", { name: /^says \d+$/ }).click();
  await expect(page).toHaveURL(/said=true/);
  await expect(page.getByRole("button", { name: /^says \d+$/ })).toHaveAttribute("aria-pressed", "true");
  await settled(page);
  await expect(page.locator(".card.m-asserted")).toHaveCount(0);
  const cards = await page.locator(".card .source").allTextContents();
  expect(cards.length).toBeGreaterThan(2);
  for (const c of cards) expect(c).toContain("Donald Trump");
});

test("an address brings back the same view", async ({ page, server, context }) => {
  const address = server.url + "/?actor=actor:donald-trump&depth=2&from=2025-03-01&to=2025-03-31&show=asserted,planned&pick=actor:donald-trump&with=actor:vladimir-putin";
  await page.goto(address);
  await settled(page);
  await expect(page.locator(".about p")).toContainText(/both take part in \d/);
  const see = async (p: typeof page) => [await p.locator(".about").textContent(), await p.locator(".card").count(), await p.locator(".canvas").getAttribute("data-edges")];
  const first = await see(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await expect.poll(() => see(other)).toEqual(first);
  await other.close();
});

test("a view is taken away as a picture, a table, a graph, linked data and commands", async ({ page, server, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  await page.goto(server.url + trump);
  await settled(page);
  const take = async (heading: string, name: string) => {
    await page.getByRole("button", { name: "Download" }).click();
    const group = page.locator(".panel h3", { hasText: heading });
    const got = page.waitForEvent("download");
    await group.locator(`xpath=following-sibling::*[normalize-space()="${name}"][1]`).click();
    const file = await got;
    return readFileSync(await file.path());
  };
  const png = await take("Network", "PNG");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const svg = (await take("Network", "SVG")).toString();
  expect(svg).toContain("Donald Trump");
  expect(svg).toContain("stroke-dasharray");
  expect((await take("Network", "GEXF")).toString()).toContain("<gexf");
  expect((await take("Network", "GraphML")).toString()).toContain("<graphml");
  expect((await take("Network", "GraphML by statement")).toString()).toContain("<graphml");
  expect((await take("Network", "Neo4j nodes")).toString()).toContain(":ID");
  expect((await take("Network", "CSV edges")).toString()).toContain("modality");
  expect((await take("The whole graph", "N-Quads")).toString()).toContain("donald-trump");
  expect((await take("Timeline", "SVG")).toString()).toContain("<svg");
  const csv = (await take("Statements", "CSV")).toString();
  expect(csv.split("\n").length).toBeGreaterThan(5);
  expect(csv).toContain("asserted");
  expect(JSON.parse((await take("Statements", "JSON-LD")).toString())["@context"]).toBeTruthy();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await shot(page, "copy");
  for (const [name, want] of [["Permalink", "actor=actor:donald-trump"], ["Command", "dramatis query timeline --actor 'Donald Trump'"], ["curl", "curl "], ["Python", "urllib.request"], ["R", "jsonlite"]] as const) {
    await page.locator(".panel .copy", { hasText: new RegExp(`^${name}$`) }).first().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(want);
    await expect(page.locator(".panel .copy", { hasText: "copied" })).toHaveCount(0);
  }
});

test("the whole network is the heaviest first, all on demand", async ({ page, server }) => {
  await page.goto(server.url + "/?view=explore&nodes=20");
  await settled(page);
  expect(await page.locator(".canvas").getAttribute("data-nodes")).toBe("20");
  await page.getByRole("button", { name: "show all" }).click();
  await expect.poll(async () => Number(await page.locator(".canvas").getAttribute("data-nodes"))).toBeGreaterThan(20);
  await settled(page);
  await shot(page, "whole");
});

test("dark, and on a phone", async ({ page, server }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(server.url + trump + "&depth=2");
  await settled(page);
  await shot(page, "dark");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.url + trump);
  await settled(page);
  await shot(page, "phone-network");
  for (const menu of ["Copy", "Download"]) {
    await page.getByRole("button", { name: menu, exact: true }).click();
    const box = (await page.locator(".panel").boundingBox())!;
    expect(box.x, "a menu is cut off").toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, "a menu is cut off").toBeLessThanOrEqual(390);
    await shot(page, "phone-" + menu.toLowerCase());
    await page.keyboard.press("Escape");
  }
  for (const pane of ["timeline", "sentences"]) {
    await page.getByRole("tab", { name: pane }).click();
    await page.waitForTimeout(300);
    await shot(page, "phone-" + pane);
  }
  await page.goto(server.url + "/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than a phone").toBe(true);
  await shot(page, "phone-home");
});

test("nothing in an article is run", async ({ page, server }) => {
  await page.goto(server.url + "/?view=articles");
  await page.getByRole("link", { name: /alert\(3\)/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>alert(3)</script>");
  await expect(page.locator(".text")).toContainText("onerror=alert(1)");
  await shot(page, "hostile");
  expect(await page.locator("main script, main img, main iframe").count()).toBe(0);
  const actors = await (await page.request.get(server.url + "/api/v1/actors?limit=1000")).json();
  for (const a of actors.actors.filter((x: { name: string }) => /[<>&"]|Tables/.test(x.name))) {
    await page.goto(server.url + "/?actor=" + encodeURIComponent(a.id));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(a.name);
    expect(await page.locator("main script, main img").count()).toBe(0);
  }
});

test("an actor that is not there is said, with names to try", async ({ page, server }) => {
  await page.goto(server.url + "/?view=explore&actor=Witkof");
  await expect(page.getByRole("alert").first()).toBeVisible();
  await shot(page, "no-actor");
  await page.getByRole("button", { name: /^Steve Witkoff/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Steve Witkoff");
});
