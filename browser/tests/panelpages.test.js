// Residents' pages of the e-panel: axe finds nothing, nothing sticks out sideways, nothing is too
// small for a finger.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { open, useBrowser } from "../support/browser.js";
import { axeIn, checked, inLanguage, WIDTHS } from "../support/looks.js";
import { panelPaths } from "../support/panel.js";

useBrowser();

const paths = {};

before(async () => {
  Object.assign(paths, await panelPaths());
});

const RESIDENTS = {
  "the panels": () => "/panels",
  "a panel to join": () => `/panels/${paths.id}`,
  "a link is on its way": () => `/panels/${paths.id}/sent`,
  "a membership to confirm": () => paths.confirm,
  "my page": () => paths.mine,
  "my page's link again": () => "/members",
  "no more mail": () => paths.unsubscribe,
  "the surveys": () => "/surveys",
  "a survey that is open": () => `/surveys/${paths.open}/about`,
  "a survey that is closed": () => `/surveys/${paths.closed}/about`,
  "a survey's open link": () => `/surveys/${paths.open}`,
  "a survey to begin": () => paths.second,
  "one of": () => `${paths.second}?q=q1`,
  "several of": () => `${paths.first}?q=q2`,
  "a scale": () => `${paths.second}?q=q3`,
  "a number": () => `${paths.second}?q=q4`,
  "a ranking": () => `${paths.second}?q=q5`,
  "a matrix": () => `${paths.second}?q=q6`,
  "information": () => `${paths.second}?q=q7`,
  "a text": () => `${paths.first}?q=q8`,
  "answers to look through": () => `${paths.first}?step=check`,
  "answers that are in": () => paths.first,
  "answers to take back": () => `${paths.first}?step=withdraw`,
  "a survey that is over": () => paths.over,
  "a trial": () => paths.trial,
  "a trial's first question": () => `${paths.trial}?q=q1`,
  "the results": () => "/results",
  "a result": () => `/results/${paths.closed}`,
  "a result that was asked before": () => `/results/${paths.twice}`,
  "a result's summary": () => `/results/${paths.closed}/summary`,
};

for (const code of ["sv", "ar"]) {
  describe(`residents' pages of the panel in ${code}`, () => {
    for (const [name, path] of Object.entries(RESIDENTS)) {
      test(name, async (t) => {
        const page = await open(t, inLanguage(path(), code), { width: WIDTHS[0] });
        assert.equal(await page.getAttribute("html", "lang"), code);
        assert.equal(await page.getAttribute("html", "dir"), code === "ar" ? "rtl" : "ltr");
        await checked(page, path(), axeIn(code));
      });
    }
  });
}

test("what was answered before stands below what is answered now, with a bar for each day", async (t) => {
  const page = await open(t, `/results/${paths.twice}`, { script: false });
  const trend = page.getByRole("region", { name: "Hur trygg känner du dig på kvällen? – jämfört med tidigare" });
  const safe = trend.getByRole("table", { name: "Trygg", exact: true });
  assert.deepEqual(await safe.locator("b").allTextContents(), ["100\u00a0%", "0\u00a0%"]);
  assert.equal(await safe.locator("svg").count(), 2);
});
