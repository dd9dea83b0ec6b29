// A suggestion from the first word to the board's answer, as the people in it do it: with the
// script and without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { choose, open, signIn, useBrowser } from "../support/browser.js";
import {
  call,
  eventually,
  forward,
  link,
  mailbox,
  mails,
  newestMail,
  rules,
  settled,
  signed,
} from "../support/service.js";

useBrowser();

const THRESHOLD = 3;

before(async () => {
  await rules({ threshold: THRESHOLD });
});
after(async () => {
  await rules({ threshold: 100 });
});

/** Presses the page's one call to act inside its content. */
async function act(page) {
  await Promise.all([page.waitForNavigation(), page.locator("main form button.act").first().click()]);
}

async function heading(page) {
  return (await page.locator("h1").textContent()).trim();
}

async function suggest(t, script, title, email) {
  const page = await open(t, "/", { script, width: 360 });
  await page.locator('main a[href^="/suggestions/new"]').first().click();
  await page.locator('[name="title"]').fill(title);
  await act(page);

  // Similar ones are shown before writing on, or that there are none.
  assert.equal(await page.locator('[name="proposal"]').count(), 0, "details before similar ones");
  await act(page);

  await page
    .locator('[name="proposal"]')
    .fill("Jag vill ha en ramp av trä.\n\n<b>Med räcke</b>, från parkeringen och ut.");
  if (await page.locator('[name="reason"]').count()) {
    await page.locator('[name="reason"]').fill("Så att alla kommer i vattnet.");
  }
  await act(page);

  await page.locator('[name="author.name"]').fill("Maj-Britt Ek");
  await page.locator('[name="author.email"]').fill("maj-britt.exempel.se");
  await page.locator('[name="author.postalCode"]').fill("44231");
  await act(page);
  // The address is wrong: it is said at the field, and nothing that was typed is lost.
  await page.locator(".oops").waitFor();
  assert.equal(await page.locator('[name="author.name"]').inputValue(), "Maj-Britt Ek");
  await page.locator('[name="author.email"]').fill(email);
  const inform = page.locator('input[type="checkbox"][name="author.keepInformed"]');
  if (!(await inform.isChecked())) await inform.check();
  await act(page);

  const check = await page.locator("main").textContent();
  for (const written of [title, "<b>Med räcke</b>", "Maj-Britt Ek", email]) {
    assert.ok(check.includes(written), `the check page shows ${written}`);
  }
  await act(page);
  assert.match(await heading(page), /Titta i din e-post/);

  const mail = await newestMail(email);
  assert.ok(mail.text.includes(title) && mail.html.includes("<h1"), "both twins");
  const confirm = link(mail, /^\/confirm\//);
  await page.goto(confirm);
  const before = await heading(page);
  await page.reload();
  assert.equal(await heading(page), before, "a link that is only read does nothing");
  await act(page);
  const settledHeading = await heading(page);
  assert.notEqual(settledHeading, before);
  await page.goto(confirm);
  assert.equal(await heading(page), settledHeading, "every later click shows the same page");
}

async function publish(t, script, title) {
  const page = await open(t, null, { script });
  await signIn(page, "moderator");
  await page.goto("/official/moderation");
  await page.locator("a", { hasText: title }).first().click();
  await choose(page, "decision", "publish");
  await page.locator('select[name="board"]').selectOption("Samhällsbyggnadsnämnden");
  await act(page);
  const found = await eventually(`"${title}" is found by search`, async () => {
    const query = new URLSearchParams({ q: title });
    const { items } = await call("GET", `/api/suggestions?${query}`, { status: 200 });
    return items.find((item) => item.title === title);
  });
  return found.id;
}

async function sign(t, script, id) {
  const email = mailbox("ester");
  const page = await open(t, `/suggestions/${id}`, { script, width: 360 });
  await page.locator('main input[name="name"]').fill("Ester Holm");
  await page.locator('main input[name="email"]').fill(email);
  await page.locator('input[name="showName"]').check();
  const inform = page.locator('input[type="checkbox"][name="keepInformed"]');
  if (!(await inform.isChecked())) await inform.check();
  await act(page);
  assert.match(await heading(page), /Titta i din e-post/);
  await page.goto(link(await newestMail(email), /^\/confirm\//));
  assert.match(await page.locator("main").textContent(), /Ester Holm/);
  await act(page);
  await settled();
  await page.goto(`/suggestions/${id}`);
  assert.match(await page.locator("main").textContent(), /1 av 3/);
  return email;
}

async function answer(t, script, id, title) {
  const page = await open(t, null, { script });
  await signIn(page, "responder", "Samhällsbyggnadsnämnden");
  await page.goto("/official/awaiting-answer");
  await page.locator("a", { hasText: title }).first().click();
  await choose(page, "decision", "partly");
  await page.locator('[name="text"]').fill("Ja till en ramp.\n\nNej till räcket.");
  const board = page.locator('[name="board"]');
  if (await board.evaluate((e) => e.tagName === "SELECT")) {
    await board.selectOption("Samhällsbyggnadsnämnden");
  } else {
    await board.fill("Samhällsbyggnadsnämnden");
  }
  await page.locator('[name="date"]').fill((await call("GET", "/local/clock")).now.slice(0, 10));
  await page.locator('[name="registryNumber"]').fill("SBN 2026/0418");
  await act(page);
  assert.equal(await page.locator(".oops").count(), 0, await page.locator("main").textContent());
}

for (const script of [true, false]) {
  describe(`the journey ${script ? "with" : "without"} the script`, () => {
    test("suggest, confirm, publish, sign, threshold, answer, mail", async (t) => {
      const title = `Bygg en badramp i Ängsvik ${script ? "nu" : "snart"} ${Date.now() % 100_000}`;
      const author = mailbox("maj-britt");
      await suggest(t, script, title, author);
      const id = await publish(t, script, title);
      const signer = await sign(t, script, id);
      await signed(id, "Bo Ek");
      await signed(id, "Ali Nur");
      const reached = await call("GET", `/api/suggestions/${id}/count`, { status: 200 });
      assert.equal(reached.signatures, THRESHOLD);

      await answer(t, script, id, title);
      const page = await open(t, `/suggestions/${id}`, { script });
      const text = await page.locator("main").textContent();
      assert.ok(text.includes("Nej till räcket.") && text.includes("SBN 2026/0418"));
      assert.equal(await page.locator(".letter").count(), 1);

      await forward(1);
      for (const to of [author, signer]) {
        const told = (await mails(to)).filter(({ text: words }) => words.includes("Nej till räcket"));
        assert.equal(told.length, 1, `${to} is told of the answer once`);
      }
      await forward(24);
      const again = (await mails(signer)).filter(({ text: words }) => words.includes("Nej till"));
      assert.equal(again.length, 1, "and not again");
      assert.deepEqual(page.faults, []);
    });
  });
}

test("the link in the mail leads on to taking the signature back, and the count falls", async (t) => {
  const title = `Fler bänkar längs backen ${Date.now() % 100_000}`;
  await suggest(t, true, title, mailbox("sten"));
  const id = await publish(t, true, title);
  const signer = await sign(t, true, id);
  const [mail] = (await mails(signer)).filter(({ text }) => text.includes("/confirm/"));
  const page = await open(t, link(mail, /^\/confirm\//));
  await page.locator('a[href^="/withdraw/"]').click();
  const before = await call("GET", `/api/suggestions/${id}/count`, { status: 200 });
  assert.equal(before.signatures, 1, "a page that is only read does nothing");
  await act(page);
  await settled();
  const { signatures } = await call("GET", `/api/suggestions/${id}/count`, { status: 200 });
  assert.equal(signatures, 0);
});
