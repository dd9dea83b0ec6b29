// The e-panel from a panel that is made to the letter that tells what came of a survey, as the
// people in it do it: with the script and without.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { choose, open, signIn, useBrowser } from "../support/browser.js";
import { call, days, forenoon, forward, invitation, link, mailbox, mails, newestMail, settled, token } from "../support/service.js";

useBrowser();

async function act(page) {
  await Promise.all([page.waitForNavigation(), page.locator("main form button.act").first().click()]);
  assert.equal(await page.locator(".oops").count(), 0, await page.locator("main").textContent());
}

async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    await page.locator(`main [name="${name}"]`).fill(value);
  }
}

/** What a date field of the browser takes: Swedish wall-clock time. */
function typed(instant) {
  return new Date(instant).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");
}

async function makePanel(page) {
  await page.goto("/official/panels");
  await page.locator('main a[href="/official/panels/new"]').click();
  await fill(page, { "name.sv": "Havstadspanelen" });
  for (const trait of ["birthYear", "sex"]) {
    await page.locator(`input[name="profile"][value="${trait}"]`).check();
  }
  await act(page);
  const id = new URL(page.url()).pathname.split("/")[3];
  await page.locator('main a[href$="/margins"]').click();
  await fill(page, { margins: "variable,category,count\nkön,kvinnor,5000\nkön,män,5000" });
  await act(page);
  return id;
}

async function join(t, script, panel) {
  const email = mailbox("siri");
  const page = await open(t, `/panels/${panel}`, { script, width: 360 });
  await fill(page, { email, "profile.birthYear": "1984" });
  await page.locator('input[name="profile.sex"][value="woman"]').check();
  await page.locator('input[type="checkbox"][name="consent"]').check();
  await page.locator('input[type="checkbox"][name="consentProfile"]').check();
  await act(page);
  const confirm = link(await newestMail(email), /^\/confirm\//);
  await page.goto(confirm);
  await page.reload();
  await act(page);
  await press(page, 'main a[href^="/members/"]');
  assert.equal(await page.locator('[name="profile.birthYear"]').inputValue(), "1984");
  await page.locator('input[name="pace"][value="monthly"]').check();
  await act(page);
  assert.ok(await page.locator('input[name="pace"][value="monthly"]').isChecked());
  return email;
}

async function question(page, id, type, values, also = async () => {}) {
  await page.goto(`/official/surveys/${id}/questions`);
  await page.locator('select[name="type"]').selectOption(type);
  await press(page, "main form button.act");
  await fill(page, values);
  await also();
  await act(page);
}

async function build(page, panel) {
  await page.goto("/official/surveys");
  await press(page, 'main a[href="/official/surveys/new"]');
  await fill(page, { "title.sv": "Trygg på kvällen" });
  await act(page);
  const id = new URL(page.url()).pathname.split("/")[3];
  await fill(page, {
    "purpose.decidedBy.sv": "Kommunstyrelsen",
    "purpose.use.sv": "Svaren avgör var nya lampor sätts.",
    "purpose.feedbackBy": (await days(60)).slice(0, 10),
  });
  await act(page);
  await question(page, id, "one", { "text.sv": "Är du trygg ute och hemma?", options: "Ja\nNej\nVet inte" });
  await question(page, id, "text", { "text.sv": "Du svarade {q1}. Var?" }, async () => {
    await page.locator('input[name="showIf.anyOf"][value="q1=b"]').check();
  });
  await question(page, id, "scale", { "text.sv": "Hur viktigt är ljus?", min: "1", max: "5" });
  await page.goto(`/official/surveys/${id}/whom`);
  await page.locator('select[name="panel"]').selectOption(panel);
  await act(page);
  await page.goto(`/official/surveys/${id}/when`);
  await fill(page, { closesAt: typed(await days(14)), remindersDays: "3" });
  await act(page);
  return id;
}

/** The check warns of what is hard to answer; the trial follows the branches and keeps nothing. */
async function lookOver(t, script, planner, id) {
  assert.match(await planner.locator("main").textContent(), /Två frågor i en.*Skala utan ord/s);
  await press(planner, 'main a[href$="/preview"]');
  assert.match(await planner.locator("main").textContent(), /Visas bara om svaret på/);
  await planner.goto(`/official/surveys/${id}/check`);
  const colleague = mailbox("kollega");
  await fill(planner, { to: colleague });
  await press(planner, 'form[action$="/trial"] button');
  const page = await open(t, link(await newestMail(colleague), /^\/trial\//), { script, width: 360 });
  await press(page, "main a.act");
  await choose(page, "answers.q1", "a");
  await act(page);
  assert.match(await page.locator("h1").textContent(), /Hur viktigt är ljus/);
  await press(page, 'button[value="back"]');
  await choose(page, "answers.q1", "b");
  await act(page);
  assert.match(await page.locator("h1").textContent(), /Du svarade Nej. Var/);
  await act(page);
  await act(page);
  assert.match(await page.locator("main").textContent(), /har inte sparats/);
  assert.deepEqual(page.faults, []);
}

async function answer(t, script, email) {
  const page = await open(t, await invitation(email), { script, width: 360 });
  await press(page, "main a.act");
  await choose(page, "answers.q1", "b");
  await act(page);
  await fill(page, { "answers.q2": "På <b>bron</b>." });
  await act(page);
  await press(page, 'button[value="skip"]');
  const check = await page.locator("main").textContent();
  assert.ok(check.includes("På <b>bron</b>.") && check.includes("Överhoppad"), check);
  await act(page);
  assert.match(await page.locator("h1").textContent(), /Tack/);
  assert.deepEqual(page.faults, []);
}

async function letters(email, words) {
  return (await mails(email)).filter(({ subject, text }) => `${subject} ${text}`.includes(words)).length;
}

for (const script of [true, false]) {
  describe(`the panel's journey ${script ? "with" : "without"} the script`, () => {
    test("join, build, try, schedule, answer, remind, close, publish, feed back", async (t) => {
      const planner = await open(t, null, { script });
      await signIn(planner, "planner,analyst,admin");
      const panel = await makePanel(planner);
      const siri = await join(t, script, panel);
      const silent = await join(t, script, panel);

      const id = await build(planner, panel);
      await lookOver(t, script, planner, id);
      await planner.goto(`/official/surveys/${id}/check`);
      await press(planner, 'button[value="schedule"]');
      await forward(1);
      await answer(t, script, siri);

      await forward(24 * 3 + 1);
      assert.equal(await letters(siri, `/s/${id}`), 1, "who has answered is not reminded");
      assert.equal(await letters(silent, `/s/${id}`), 2, "who has not is");

      await planner.goto(`/official/surveys/${id}`);
      await press(planner, 'button[value="close"]');
      await settled();
      await planner.goto(`/official/results/${id}`);
      assert.match(await planner.locator("main").textContent(), /Är du trygg ute och hemma/);
      const reader = await open(t, `/results/${id}`, { script, width: 360 });
      assert.equal((await reader.goto(`/results/${id}`)).status(), 404, "not public yet");
      await press(planner, "main form button");
      assert.equal((await reader.goto(`/results/${id}`)).status(), 200, "public");

      await planner.goto(`/official/results/${id}/feedback`);
      await fill(planner, { found: "Bron är mörk.", next: "Nämnden beslutar i mars." });
      await act(planner);
      await forenoon();
      for (const member of [siri, silent]) {
        assert.equal(await letters(member, "Nämnden beslutar i mars."), 1, "told once");
      }
      await reader.reload();
      assert.match(await reader.locator("main").textContent(), /Bron är mörk/);
      for (const file of [".csv", ".xlsx"]) {
        const analyst = await token("analyst");
        await call("GET", `/api/official/results/${id}${file}`, { token: analyst, status: 200 });
      }
      assert.deepEqual([...planner.faults, ...reader.faults], []);
    });
  });
}
