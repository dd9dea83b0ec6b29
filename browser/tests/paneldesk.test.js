// Officials' pages of the e-panel: axe finds nothing, nothing sticks out sideways, nothing is too
// small for a finger.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { open, signIn, useBrowser } from "../support/browser.js";
import { checked, WIDTHS } from "../support/looks.js";
import { panelPaths } from "../support/panel.js";

useBrowser();

const paths = {};

before(async () => {
  Object.assign(paths, await panelPaths());
});

const OFFICIALS = {
  "the panels": () => "/official/panels",
  "a new panel": () => "/official/panels/new",
  "a panel": () => `/official/panels/${paths.id}`,
  "who lives here": () => `/official/panels/${paths.id}/margins`,
  "how well it mirrors them": () => `/official/panels/${paths.id}/representativeness`,
  "how it looks without": () => `/official/panels/${paths.bare}/representativeness`,
  "a poster": () => `/official/panels/${paths.id}/poster?variable=sex&category=man`,
  "members from a file": () => `/official/panels/${paths.id}/members`,
  "the surveys": () => "/official/surveys",
  "a new survey": () => "/official/surveys/new",
  "what it is about": () => `/official/surveys/${paths.draft}/about`,
  "its questions": () => `/official/surveys/${paths.draft}/questions`,
  "a new question": () => `/official/surveys/${paths.draft}/questions/new?type=several`,
  "a question": () => `/official/surveys/${paths.draft}/questions/q2`,
  "its languages": () => `/official/surveys/${paths.draft}/languages`,
  "whom it asks": () => `/official/surveys/${paths.draft}/whom`,
  "when": () => `/official/surveys/${paths.draft}/when`,
  "what is missing": () => `/official/surveys/${paths.draft}/check`,
  "its preview": () => `/official/surveys/${paths.open}/preview`,
  "a survey that is out": () => `/official/surveys/${paths.open}`,
  "how it goes": () => `/official/surveys/${paths.open}/progress`,
  "answers on paper": () => `/official/surveys/${paths.open}/paper`,
  "paper that comes too late": () => `/official/surveys/${paths.closed}/paper`,
  "a sheet to hand out": () => `/official/surveys/${paths.open}/print?sheets=1`,
  "the results": () => "/official/results",
  "a result": () => `/official/results/${paths.closed}`,
  "a result by sex": () => `/official/results/${paths.closed}?by=sex`,
  "two groups compared": () =>
    `/official/results/${paths.closed}?by=sex&compare=woman&compare=man`,
  "a result that was asked before": () => `/official/results/${paths.twice}`,
  "texts and themes": () => `/official/results/${paths.closed}/texts`,
  "what was told": () => `/official/results/${paths.closed}/feedback`,
};

describe("officials' pages of the panel", () => {
  for (const [name, path] of Object.entries(OFFICIALS)) {
    test(name, async (t) => {
      const page = await open(t, null, { width: WIDTHS[0] });
      await signIn(page, "planner,analyst,admin");
      const response = await page.goto(path());
      assert.equal(response.status(), 200, path());
      await checked(page, path(), { axeAt: [320] });
    });
  }
});

test("a survey leads to whether those who answered mirror who lives here", async (t) => {
  const page = await open(t, null);
  await signIn(page, "planner,analyst,admin");
  await page.goto(`/official/surveys/${paths.open}`);
  await page.getByRole("link", { name: "Speglar de som svarat kommunen?" }).click();
  await page.getByRole("columnheader", { name: "Inbjudna" }).first().waitFor();
  await checked(page, page.url(), { axeAt: [320] });
  await page.getByRole("link", { name: "Till enkäten" }).click();
  await page.waitForURL(`**/official/surveys/${paths.open}`);
});

test("officials' pages are in Swedish, whatever the address asks for", async (t) => {
  const page = await open(t, null);
  await signIn(page, "planner,analyst,admin");
  for (const path of ["/official/surveys", `/official/results/${paths.closed}`]) {
    const swedish = await (await page.request.get(path)).text();
    const asked = await (await page.request.get(`${path}?lang=ar`)).text();
    assert.match(asked, /<html lang="sv" dir="ltr"/);
    assert.equal(asked, swedish, path);
  }
});
