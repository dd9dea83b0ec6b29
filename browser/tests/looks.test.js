// The checks can fail: each finds the fault it is for, and leaves a good page alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, useBrowser } from "../support/browser.js";
import { axe, overflow, shape, targets } from "../support/looks.js";

useBrowser();

const GOOD = `<!doctype html><html lang="sv"><head><title>Start – Havstad</title></head><body>
<main><h1>Start</h1><p>Läs <a href="/a">mer om det</a> här.</p></main></body></html>`;

async function showing(t, html, width = 320) {
  const page = await open(t, null, { width });
  await page.setContent(html);
  return page;
}

test("a good page has no faults", async (t) => {
  const page = await showing(t, GOOD);
  assert.deepEqual(await shape(page), []);
  assert.deepEqual(await overflow(page), []);
  assert.deepEqual(await targets(page), []);
  assert.deepEqual(await axe(page), []);
});

test("what sticks out sideways is found and named", async (t) => {
  const page = await showing(t, GOOD.replace("</main>", '<pre class="wide">' + "x".repeat(90) + "</pre></main>"));
  assert.match((await overflow(page))[0], /pre\.wide/);
});

test("a link that stands alone and is too low is found, one inside a sentence is not", async (t) => {
  const page = await showing(t, GOOD.replace("</main>", '<ul><li><a href="/b">Alla</a></li></ul></main>'));
  assert.deepEqual(await targets(page), ['small target: a "Alla"']);
});

test("a second heading, a style in the page, an id used twice and a lost description are found", async (t) => {
  const page = await showing(
    t,
    GOOD.replace(
      "</main>",
      '<h1 id="a">Två</h1><i id="a" style="color:red"></i><input aria-describedby="no"><a href="#gone">x</a></main>',
    ),
  );
  const faults = (await shape(page)).join("\n");
  for (const fault of ["2 h1", "a style", "ids used twice: a", "names nothing: no", "#gone"]) {
    assert.ok(faults.includes(fault), `${fault} in ${faults}`);
  }
});

test("a picture without words is found", async (t) => {
  const page = await showing(t, GOOD.replace("</main>", '<img src="/x.png"></main>'));
  assert.match((await axe(page))[0], /image-alt/);
});
