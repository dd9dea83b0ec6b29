// Every page: axe finds nothing, nothing sticks out sideways, nothing is too small for a finger.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { open, signIn, useBrowser } from "../support/browser.js";
import { all, axeIn, checked, inLanguage, overflow, WIDTHS } from "../support/looks.js";
import {
  call,
  confirm,
  link,
  mailbox,
  newestMail,
  published,
  rules,
  signed,
  suggested,
  token,
} from "../support/service.js";

useBrowser();

const LONG = "Medborgarskapsceremonideltagarförteckningsuppdateringsansvarig";
const paths = {};

before(async () => {
  const open = await published({ title: `${LONG} ska bort` });
  for (let n = 0; n < 6; n++) await signed(open.id, `Ester ${LONG}`);
  const waiting = await suggested({ title: "Ring 070-123 45 67 om grannens studsmatta" });
  const refused = await suggested({ title: "Förbjud studsmattor på Havregatan" });
  const moderator = await token("moderator");
  const { items } = await call("GET", "/api/official/moderation", { token: moderator });
  await call("POST", `/api/official/suggestions/${refused.id}/decision`, {
    token: moderator,
    body: {
      decision: "refuse",
      reason: "personal",
      note: "Ring miljöenheten.",
      version: items.find(({ id }) => id === refused.id).version,
    },
    status: 200,
  });
  await rules({ threshold: 1 });
  const answered = await published({ title: "Belysning på gångvägen till skolan" });
  await rules({ threshold: 100 });
  await signed(answered.id);
  await call("POST", `/api/official/suggestions/${answered.id}/answer`, {
    token: await token("responder", "Samhällsbyggnadsnämnden"),
    body: {
      decision: "partly",
      text: "Ja till belysning närmast skolan.\n\nNej till resten av vägen.",
      board: "Samhällsbyggnadsnämnden",
      date: "2026-11-12",
      registryNumber: "SBN 2026/0418",
      minutesParagraph: "§ 114",
    },
    status: 200,
  });
  const signer = mailbox("signer");
  await call("POST", `/api/suggestions/${open.id}/signatures`, {
    body: { name: "Ester", email: signer, postalCode: "44231", showName: true, keepInformed: true },
    status: 202,
  });
  const confirmPath = link(await newestMail(signer), /^\/confirm\//);
  const done = mailbox("done");
  await call("POST", `/api/suggestions/${open.id}/signatures`, {
    body: { name: "Bo", email: done, postalCode: "44231", showName: false, keepInformed: true },
    status: 202,
  });
  const settledPath = link(await newestMail(done), /^\/confirm\//);
  await confirm(done);
  Object.assign(paths, {
    open: `/suggestions/${open.id}`,
    print: `/suggestions/${open.id}/print`,
    refused: `/suggestions/${refused.id}`,
    answered: `/suggestions/${answered.id}`,
    confirm: confirmPath,
    confirmed: settledPath,
    moderate: `/official/moderation/${waiting.id}`,
    answer: `/official/suggestions/${open.id}`,
    sheets: `/official/suggestions/${open.id}/paper-signatures`,
    removals: `/official/suggestions/${open.id}/removals`,
  });
});

const RESIDENTS = {
  "the start": () => "/",
  "the list": () => "/suggestions",
  "the list of answers": () => "/suggestions?status=answered",
  "the list of refused ones": () => "/suggestions?status=refused",
  "a search that finds nothing": () => "/suggestions?q=skridskobana",
  "the first stage of a suggestion": () => "/suggestions/new",
  "an open suggestion": () => paths.open,
  "its notice for paper": () => paths.print,
  "a refused suggestion": () => paths.refused,
  "an answered suggestion": () => paths.answered,
  "look in your mail": () => "/check-your-mail",
  "a link to confirm": () => paths.confirm,
  "a link already used": () => paths.confirmed,
  "a link that is cut": () => "/confirm/abc",
  "a withdrawal that is cut": () => "/withdraw/abc",
  "a page that is not there": () => "/suggestions/none",
  "an address that leads nowhere": () => "/nowhere/at/all",
  "the recount": () => "/recount",
  "the accessibility statement": () => "/about/accessibility",
  "how data is handled": () => "/about/privacy",
  "how it works": () => "/about/how",
  "open data": () => "/about/data",
};

const OFFICIALS = {
  "the overview": () => "/official",
  "the queue": () => "/official/moderation",
  "a suggestion to moderate": () => paths.moderate,
  "those that await an answer": () => "/official/awaiting-answer",
  "a suggestion to answer": () => paths.answer,
  "paper": () => "/official/paper",
  "paper signatures": () => paths.sheets,
  "removals": () => paths.removals,
  "the rules": () => "/official/rules",
  "the town": () => "/official/town",
};

for (const code of ["sv", "ar"]) {
  describe(`residents' pages in ${code}`, () => {
    for (const [name, path] of Object.entries(RESIDENTS)) {
      test(name, async (t) => {
        const page = await open(t, inLanguage(path(), code), { width: WIDTHS[0] });
        assert.equal(await page.getAttribute("html", "lang"), code);
        await checked(page, path(), axeIn(code));
      });
    }
  });
}

describe("officials' pages", () => {
  for (const [name, path] of Object.entries(OFFICIALS)) {
    test(name, async (t) => {
      const page = await open(t, null, { width: WIDTHS[0] });
      await signIn(page, "moderator,responder,admin,analyst,planner");
      const response = await page.goto(path());
      assert.equal(response.status(), 200, path());
      await checked(page, path());
    });
  }
});

test("pages at night, in Swedish and Arabic", async (t) => {
  for (const path of ["/", paths.open, paths.answered, "/suggestions/new"]) {
    for (const code of ["sv", "ar"]) {
      const page = await open(t, inLanguage(path, code), { scheme: "dark", width: 360 });
      assert.deepEqual([...(await all(page)), ...page.faults], [], `${path} ${code}`);
    }
  }
});

test("text spaced out as WCAG 1.4.12 asks still fits on the narrowest screen", async (t) => {
  for (const path of ["/", paths.open, paths.answered, "/suggestions", "/suggestions/new"]) {
    const page = await open(t, path, { width: 320 });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }",
      );
      document.adoptedStyleSheets = [sheet];
    });
    assert.deepEqual(await overflow(page), [], path);
  }
});

test("a page with all that goes with it is at most 20 kB packed, the script 5", async (t) => {
  for (const path of ["/", "/suggestions", paths.open, paths.answered]) {
    const page = await open(t, null);
    let size = 0;
    const seen = [];
    page.on("response", async (response) => seen.push(response));
    await page.goto(path, { waitUntil: "networkidle" });
    for (const response of seen) {
      const packed = (await import("node:zlib")).gzipSync(await response.body(), { level: 9 }).length;
      size += packed;
      if (response.url().endsWith(".js")) assert.ok(packed <= 5_000, `${response.url()}: ${packed}`);
    }
    t.diagnostic(`${path}: ${size} bytes packed in ${seen.length} files`);
    assert.ok(seen.length >= 4 && size <= 20_000, `${path}: ${size} bytes in ${seen.length} files`);
  }
});
