// Every page of the e-panel: axe finds nothing, nothing sticks out sideways, nothing is too small
// for a finger.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { open, signIn, useBrowser } from "../support/browser.js";
import { checked, inLanguage, WIDTHS } from "../support/looks.js";
import { call, days, invitation, link, mailbox, newestMail, panel, settled, survey, token } from "../support/service.js";

useBrowser();

const paths = {};
const ANSWERS = { q1: "b", q2: ["a"], q3: 4, q4: 12, q5: ["b", "a"], q6: { r1: "a" }, q8: "Det är mörkt.\n\nMycket." };

async function answered(path, answers = ANSWERS) {
  await call("PUT", `/api/invitations/${path.split("/")[2]}/answers`, { body: { answers }, status: 200 });
}

/** Every text is about the dark. */
async function themed(id, analyst) {
  const results = `/api/official/results/${id}`;
  const name = { sv: "Mörkt ute" };
  const theme = await call("POST", `${results}/themes`, { token: analyst, body: { question: "q8", name }, status: 201 });
  const { texts } = await call("GET", `${results}/texts?question=q8`, { token: analyst, status: 200 });
  const coded = texts.map((text) => ({ id: text.id, themes: [theme.id] }));
  await call("PUT", `${results}/texts`, { token: analyst, body: { question: "q8", texts: coded }, status: 200 });
  await settled();
}

before(async () => {
  const planner = await token("planner,analyst,admin");
  const { id, members } = await panel(12, { minimumAge: 13, guardianUnder: 16 });
  await call("PUT", `/api/official/panels/${id}/margins`, {
    token: planner,
    body: [
      { variable: "sex", category: "woman", count: 9000 },
      { variable: "sex", category: "man", count: 91000 },
    ],
    status: 200,
  });
  const bare = await panel(1);

  const joining = mailbox("siri");
  const joiner = { email: joining, channel: "mail", profile: { birthYear: 1984, sex: "woman" }, consent: true };
  await call("POST", `/api/panels/${bare.id}/members`, { body: joiner, status: 202 });
  const confirm = link(await newestMail(joining), /^\/confirm\//);

  const open = await survey({ panel: id, open: true });
  const [first, second] = await Promise.all(members.slice(0, 2).map(invitation));
  await answered(first);
  const mine = link(await newestMail(members[0]), /^\/members\//);
  const unsubscribe = link(await newestMail(members[0]), /^\/unsubscribe\//);

  const closed = await survey({ panel: id, title: { sv: "Snöröjningen i vinter" } });
  const invitations = await Promise.all(
    members.map(async (to) => link((await newestMail(to)), /^\/s\//)),
  );
  for (const one of invitations.slice(0, 11)) await answered(one);
  await settled();
  await call("POST", `/api/official/surveys/${closed}/close`, { token: planner, status: 200 });
  await call("PUT", `/api/official/surveys/${closed}/feedback`, {
    token: planner,
    body: { found: { sv: "De flesta vill ha mer sand." }, next: { sv: "Nämnden beslutar i mars." } },
    status: 200,
  });
  await themed(closed, planner);
  const { id: draft } = await call("POST", "/api/official/surveys", {
    token: planner,
    body: {
      title: { sv: "Ett utkast till enkät" },
      panel: id,
      questions: [
        { id: "q1", type: "one", text: { sv: "Åker du buss och bil?" }, options: [{ id: "a", text: { sv: "Ja" } }, { id: "b", text: { sv: "Nej" } }] },
        { id: "q2", type: "matrix", text: { sv: "Hur går det?" }, options: [{ id: "a", text: { sv: "Bra" } }, { id: "b", text: { sv: "Dåligt" } }], rows: [{ id: "r", text: { sv: "Bussen" } }] },
      ],
      closesAt: await days(20),
    },
    status: 201,
  });
  const tester = mailbox("kollega");
  await call("POST", `/api/official/surveys/${draft}/test`, { token: planner, body: { to: [tester] }, status: 202 });
  await settled();
  const trial = link(await newestMail(tester), /^\/trial\//);
  Object.assign(paths, { id, bare: bare.id, open, closed, draft, confirm, first, second, mine, unsubscribe, trial, over: invitations[0] });
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
  "a result's summary": () => `/results/${paths.closed}/summary`,
};

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
  "texts and themes": () => `/official/results/${paths.closed}/texts`,
  "what was told": () => `/official/results/${paths.closed}/feedback`,
};

for (const code of ["sv", "ar"]) {
  describe(`residents' pages of the panel in ${code}`, () => {
    for (const [name, path] of Object.entries(RESIDENTS)) {
      test(name, async (t) => {
        const page = await open(t, inLanguage(path(), code), { width: WIDTHS[0] });
        assert.equal(await page.getAttribute("html", "lang"), code);
        assert.equal(await page.getAttribute("html", "dir"), code === "ar" ? "rtl" : "ltr");
        await checked(page, path(), code === "sv" ? WIDTHS : WIDTHS.slice(0, 1));
      });
    }
  });
}

describe("officials' pages of the panel", () => {
  for (const [name, path] of Object.entries(OFFICIALS)) {
    test(name, async (t) => {
      const page = await open(t, null, { width: WIDTHS[0] });
      await signIn(page, "planner,analyst,admin");
      const response = await page.goto(path());
      assert.equal(response.status(), 200, path());
      await checked(page, path());
    });
  }
});
