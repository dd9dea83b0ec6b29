// What somebody without a mouse must be able to do.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { open, useBrowser } from "../support/browser.js";
import { published } from "../support/service.js";

useBrowser();

let suggestion;
before(async () => {
  suggestion = await published();
});

const focused = (page) =>
  page.evaluate(() => ({
    id: document.activeElement.id,
    tag: document.activeElement.tagName,
    text: document.activeElement.textContent.trim(),
    className: document.activeElement.className,
  }));

test("the first stop goes past the menu, and the next is inside the content", async (t) => {
  const page = await open(t, "/suggestions");
  await page.keyboard.press("Tab");
  const skip = await focused(page);
  assert.equal(skip.className, "skip");
  assert.ok(await page.locator(".skip").isVisible());
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).id, "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
});

test("every stop of the start page shows where it is", async (t) => {
  const page = await open(t, "/");
  const seen = new Set();
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const e = document.activeElement;
      if (e === document.body) return null;
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      return {
        name: `${e.tagName} ${e.textContent.trim().slice(0, 30)} ${Math.round(box.top + scrollY)}`,
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        visible: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (here === null || seen.has(here.name)) break;
    seen.add(here.name);
    assert.ok(here.outline, `no outline: ${here.name}`);
    assert.ok(here.visible, `out of sight: ${here.name}`);
  }
  assert.ok(seen.size > 10, `only ${seen.size} stops`);
});

test("whoever sends a form with errors lands on the list of them, and each leads to its field", async (t) => {
  const page = await open(t, `/suggestions/${suggestion.id}`);
  await page.locator('input[name="email"]').fill("ester.exempel.se");
  await page.keyboard.press("Enter");
  await page.locator(".oops").waitFor();
  assert.match((await focused(page)).className, /oops/);
  assert.match(await page.title(), /^Fel: /);
  assert.equal(await page.locator('input[name="email"]').inputValue(), "ester.exempel.se");
  const links = page.locator(".oops a");
  const count = await links.count();
  assert.ok(count >= 2, `${count} errors`);
  for (let at = 0; at < count; at++) {
    const target = (await links.nth(at).getAttribute("href")).slice(1);
    await links.nth(at).focus();
    await page.keyboard.press("Enter");
    const field = await focused(page);
    assert.equal(field.id, target);
    const described = await page.evaluate(() =>
      (document.activeElement.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" "),
    );
    assert.match(described, /Fel: /);
  }
});

test("without its script the list of errors still comes first and leads to the fields", async (t) => {
  const page = await open(t, `/suggestions/${suggestion.id}`, { script: false });
  await page.locator('input[name="name"]').focus();
  await page.keyboard.press("Enter");
  await page.locator(".oops").waitFor();
  assert.match(await page.title(), /^Fel: /);
  await page.locator(".oops a").first().focus();
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).id, "name");
});

test("what is left of a text is told, in characters as people count them", async (t) => {
  const page = await open(t, "/suggestions/new");
  const title = page.locator('[name="title"]');
  await title.fill("Bad 🏊");
  const left = page.locator(`#${await title.getAttribute("data-left")}`);
  await page.waitForFunction(
    (id) => /75/.test(document.getElementById(id).textContent),
    await title.getAttribute("data-left"),
  );
  assert.match(await left.textContent(), /75 tecken kvar/);
});
