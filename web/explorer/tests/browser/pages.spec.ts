import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, Server, settled, shot, test, watch } from "./serve";

test("a saved query is asked with a form and leads back to its evidence", async ({ page, server }) => {
  await page.goto(server.url + "/?view=ask");
  await expect(page.getByRole("link", { name: /Who met X/ })).toBeVisible();
  await shot(page, "questions");
  await page.getByRole("link", { name: /Who met X/ }).click();
  const actor = page.getByRole("combobox", { name: /meetings/ });
  await actor.fill("trump");
  await page.getByRole("option", { name: /Donald Trump/ }).first().click();
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page).toHaveURL(/query=met&p\.actor=Donald/);
  await expect(page.getByRole("heading", { level: 2 }).filter({ hasText: "Donald Trump" })).toBeVisible();
  const rows = page.locator(".answer tbody tr:not(.under)");
  await expect(rows).not.toHaveCount(0);
  await page.getByRole("button", { name: "met" }).click();
  await expect(page.locator("th[aria-sort='ascending']")).toHaveCount(1);
  await page.getByRole("button", { name: /^evidence/ }).first().click();
  await expect(page.locator(".evidence .card").first()).toBeVisible();
  await shot(page, "answer");
  await page.locator(".evidence .card .in-article").first().click();
  await expect(page.locator(".article mark.said").first()).toBeVisible();
  await shot(page, "article");
});

test("every saved query has a form, whose example is answered", async ({ page, server }) => {
  const { queries } = await (await page.request.get(server.url + "/api/v1/queries")).json();
  expect(queries.length).toBeGreaterThan(10);
  await page.goto(server.url + "/?view=ask");
  let rows = 0;
  for (const q of queries) {
    await page.locator(`.queries a[href$="query=${q.name}"]`).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(q.title);
    const own = (q.params ?? []).filter((x: { filter?: boolean; name: string }) => !x.filter && x.name !== "on" && x.name !== "all-modalities");
    for (const x of own) await expect(page.locator(".question form")).toContainText(x.name.replaceAll("-", " "));
    const example = page.getByRole("button", { name: /^Try the example/ });
    if (await example.count()) await example.click();
    // An answer, or the word that this store has no such actor; never an inner fault.
    await expect(page.locator(".answer, [role=alert]").first()).toBeVisible();
    if (await page.getByRole("alert").count()) await expect(page.getByRole("alert")).toContainText(/no actor|no topic|not in the graph|nothing/i);
    rows += await page.locator(".answer tbody tr:not(.under)").count();
  }
  expect(rows).toBeGreaterThan(queries.length);
});

test("a query of one's own runs", async ({ page, server }) => {
  await page.goto(server.url + "/?view=write");
  await page.locator(".editor[data-ready='true']").waitFor();
  await page.locator(".editor .cm-content").click();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("table tbody tr").first()).toBeVisible();
  await shot(page, "write");
});

test("an article is pasted and becomes a graph", async ({ page, server }) => {
  await page.goto(server.url + "/?view=articles");
  await page.getByRole("link", { name: "Add an article" }).click();
  await page.getByLabel("Text of the article").fill("Harbour mayor Signe Dahl met the Icelandic minister Jon Vidarsson in Bergen on Monday. Dahl said the port would reopen in April. Vidarsson denied that Iceland had paid for it.");
  await page.getByLabel("Title").fill("Harbour talks in Bergen");
  await page.getByLabel("Published").fill("2025-03-19");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.locator(".result")).toContainText("The article is in the graph");
  await expect(page.locator(".result .card").first()).toBeVisible();
  await settled(page);
  await page.locator(".result").scrollIntoViewIfNeeded();
  await shot(page, "added");
  await page.getByRole("link", { name: "Open it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour talks in Bergen");
});

test("corrections in place: reject, undo, confirm, rename, merge, split", async ({ page, server }) => {
  await page.goto(server.url + "/?actor=actor:mark-rutte");
  await expect(page.locator(".card").first()).toBeVisible();
  const before = await page.locator(".card").count();
  const id = await page.locator(".card").first().getAttribute("id");
  await page.locator(".card").first().getByRole("button", { name: "reject" }).click();
  await expect(page.locator(".toast")).toContainText("Rejected");
  await expect(page.locator(`[id="${id}"]`)).toHaveCount(0);
  await shot(page, "rejected");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
  expect(await page.locator(".card").count()).toBe(before);
  await page.locator(".card").first().getByRole("button", { name: "confirm" }).click();
  await expect(page.locator(".toast")).toContainText("Confirmed");
  await page.getByRole("button", { name: "rename" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Mark Rutte (NATO)");
  await page.locator(".curate form").getByRole("button", { name: "rename" }).click();
  await expect(page.locator(".toast")).toContainText("Renamed");
  const found = await (await page.request.get(server.url + "/api/v1/actors?q=Rutte")).json();
  expect(found.actors[0].name).toBe("Mark Rutte (NATO)");
  await page.goto(server.url + "/?view=corrections");
  await expect(page.getByRole("row", { name: /rename/ })).toBeVisible();
  await shot(page, "corrections");
  await page.getByRole("button", { name: "Undo the last" }).click();
  await expect(page.getByRole("row", { name: /rename/ })).toHaveCount(0);
});

test("two actors are merged, and one is split off", async ({ page, server }) => {
  await page.goto(server.url + "/?actor=actor:dmitry-peskov");
  await page.locator(".curate").getByRole("button", { name: "merge" }).click();
  await page.locator("#merge").fill("waltz");
  await expect(page.getByRole("option", { name: /Waltz/ }).first()).toBeVisible();
  await shot(page, "merge");
  await page.getByRole("option", { name: /Waltz/ }).first().click();
  await expect(page.locator(".toast")).toContainText("Merged");
  const joined = await (await page.request.get(server.url + "/api/v1/actors?q=Peskov")).json();
  expect(joined.actors[0].exact).toBe(true);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".toast")).toContainText("Taken back");
  await page.goto(server.url + "/?actor=actor:dmitry-peskov");
  await page.locator(".curate").getByRole("button", { name: "split" }).click();
  await page.locator(".curate form").getByRole("button", { name: "split" }).click();
  await expect(page.locator(".toast")).toContainText("Split off");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".toast")).toContainText("Taken back");
});

test("an empty store says how to fill it, and a read-only one offers no change", async ({ browser }) => {
  const page = await browser.newPage(); // a page of its own: the other is watched for the other server
  const empty = new Server();
  writeFileSync(join(empty.dir, "one.txt"), "The mayor met the governor on Monday.\n");
  empty.build("one.txt");
  empty.run("forget", "one.txt");
  await empty.start();
  const w = watch(page, empty.url);
  await page.goto(empty.url + "/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The graph is empty");
  await expect(page.getByRole("link", { name: "Add the first article" })).toHaveCount(0);
  await shot(page, "empty");
  await page.goto(empty.url + "/?view=explore");
  await expect(page.locator(".explore")).toBeVisible();
  await page.goto(empty.url + "/?view=add");
  await expect(page.getByRole("alert")).toContainText("read-only");
  expect(w.foreign).toEqual([]);
  expect(w.faults).toEqual([]);
  await page.close();
  await empty.stop();
});
