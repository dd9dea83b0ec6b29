// The service under test, as programs and a mail program meet it.
import assert from "node:assert/strict";

export const base = process.env.BASE_URL ?? "http://localhost:8080";

let callers = 0;

/** An address nobody has called from: limits are counted by it. */
export function address() {
  callers += 1;
  return `10.${process.pid % 250}.${Math.floor(callers / 200)}.${(callers % 200) + 1}`;
}

/** A mail address of this run's own. */
export function mailbox(name) {
  return `${name}.${process.pid}.${Date.now().toString(36)}${(callers += 1)}@exempel.se`;
}

export async function call(method, path, { body, token, from = address(), status } = {}) {
  const response = await fetch(base + path, {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
    headers: {
      "x-forwarded-for": from,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (status !== undefined) assert.equal(response.status, status, `${method} ${path}: ${text}`);
  return text && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}

export async function token(roles, board = "") {
  const query = new URLSearchParams({ roles, board });
  return (await call("GET", `/local/token?${query}`, { status: 200 })).access_token;
}

/** Waits until stream and queue are empty, so that counts and mails are there. */
export async function settled() {
  await call("GET", "/local/idle", { status: 204 });
}

export async function mails(to) {
  await settled();
  return call("GET", `/local/outbox.json?to=${encodeURIComponent(to)}`, { status: 200 });
}

/** The newest mail to somebody, and the path of the first link in it that matches. */
export async function newestMail(to) {
  const [mail] = await mails(to);
  assert.ok(mail, `no mail to ${to}`);
  return mail;
}

export function link(mail, pattern) {
  const found = mail.links.map((one) => new URL(one, base)).find((one) => pattern.test(one.pathname));
  assert.ok(found, `no link like ${pattern} among ${mail.links}`);
  return found.pathname + found.search;
}

export async function confirm(to) {
  const path = link(await newestMail(to), /^\/confirm\//);
  const answer = await call("POST", `/api/confirmations/${path.split("/")[2].split("?")[0]}`, {
    status: 200,
  });
  assert.equal(answer.state, "confirmed");
  await settled();
}

export async function forward(hours) {
  await call("POST", `/local/clock?hours=${hours}`);
  await settled();
}

/** On to the next forenoon: at night no letters go out to many. */
export async function forenoon() {
  const { now } = await call("GET", "/local/clock", { status: 200 });
  const hour = Number(new Date(now).toLocaleString("sv-SE", { hour: "numeric", timeZone: "Europe/Stockholm" }));
  await forward((34 - hour) % 24 || 24);
}

const TEXT = {
  title: "Bygg en badramp i Ängsvik så att alla kommer i vattnet",
  proposal:
    "I dag tar badplatsen slut vid en trappa. Jag vill att kommunen bygger en ramp av trä med räcke.",
  reason: "Den som sitter i rullstol får stanna på gräset och titta på.",
};

/** A suggestion that waits for a moderator. */
export async function suggested(changes = {}) {
  const email = mailbox("maj-britt");
  const { id } = await call("POST", "/api/suggestions", {
    body: {
      ...TEXT,
      ...changes,
      author: { name: "Maj-Britt Ek", email, postalCode: "44231", keepInformed: true },
    },
    status: 202,
  });
  await confirm(email);
  return { id, email, title: changes.title ?? TEXT.title };
}

/** A suggestion that collects names. */
export async function published(changes = {}) {
  const suggestion = await suggested(changes);
  const moderator = await token("moderator");
  const { items } = await call("GET", "/api/official/moderation", { token: moderator, status: 200 });
  const { version } = items.find(({ id }) => id === suggestion.id);
  await call("POST", `/api/official/suggestions/${suggestion.id}/decision`, {
    token: moderator,
    body: { decision: "publish", version },
    status: 200,
  });
  await settled();
  return suggestion;
}

export async function signed(id, name = "Ester Holm") {
  const email = mailbox("ester");
  await call("POST", `/api/suggestions/${id}/signatures`, {
    body: { name, email, postalCode: "44231", showName: true, keepInformed: true },
    status: 202,
  });
  await confirm(email);
  return email;
}

/** A panel, and members in it who have said yes elsewhere; answers its id and their addresses. */
export async function panel(howMany, changes = {}) {
  const planner = await token("planner");
  const { id } = await call("POST", "/api/official/panels", {
    token: planner,
    body: { name: { sv: "Havstadspanelen" }, profile: ["birthYear", "sex"], ...changes },
    status: 201,
  });
  const members = Array.from({ length: howMany }, () => mailbox("medlem"));
  const lines = members.map((to, at) => `${to},${1940 + ((at * 7) % 60)},${at % 2 ? "man" : "woman"},2026-01-02`);
  const response = await fetch(`${base}/api/official/panels/${id}/members`, {
    method: "POST",
    headers: { "content-type": "text/csv", authorization: `Bearer ${planner}` },
    body: ["email,birthYear,sex,consentDate", ...lines].join("\r\n"),
  });
  assert.equal((await response.json()).added, howMany);
  return { id, members };
}

/** Days from now in the service's own time, as an instant. */
export async function days(howMany) {
  const { now } = await call("GET", "/local/clock", { status: 200 });
  return new Date(Date.parse(now) + howMany * 86_400_000).toISOString();
}

/** A survey that is out; answers its id. */
export async function survey(changes) {
  const planner = await token("planner");
  const { id } = await call("POST", "/api/official/surveys", {
    token: planner,
    body: {
      title: { sv: "Trygg på kvällen" },
      purpose: {
        decidedBy: "Kommunstyrelsen",
        use: "Svaren avgör var nya lampor sätts.",
        feedbackBy: (await days(60)).slice(0, 10),
      },
      questions: QUESTIONS,
      closesAt: await days(14),
      ...changes,
    },
    status: 201,
  });
  await call("POST", `/api/official/surveys/${id}/schedule`, { token: planner, status: 200 });
  await call("POST", "/local/run?schedule=Dispatch");
  await settled();
  return id;
}

const CHOICES = ["Trygg", "Otrygg", "Vet inte"].map((sv, at) => ({ id: "abc"[at], text: { sv } }));
const QUESTIONS = [
  { id: "q1", type: "one", text: { sv: "Hur trygg känner du dig på kvällen?" }, options: CHOICES, other: true },
  { id: "q2", type: "several", text: { sv: "Var känner du dig otrygg?" }, options: CHOICES, showIf: { question: "q1", anyOf: ["b"] } },
  { id: "q3", type: "scale", text: { sv: "Hur viktigt är ljus?" }, min: 1, max: 5, minText: { sv: "Inte alls" }, maxText: { sv: "Mycket" } },
  { id: "q4", type: "number", text: { sv: "Hur många minuter går du?" } },
  { id: "q5", type: "rank", text: { sv: "Vad ska lagas först?" }, options: CHOICES },
  { id: "q6", type: "matrix", text: { sv: "Hur fungerar det?" }, options: CHOICES, rows: [{ id: "r1", text: { sv: "Gatlampor längs skolvägen" } }] },
  { id: "q7", type: "info", text: { sv: "Nu är det en fråga kvar." } },
  { id: "q8", type: "text", text: { sv: "Du svarade {q1}. Varför?" } },
];

/** Where a member answers a survey. */
export async function invitation(to) {
  return link((await mails(to)).find(({ links }) => links.some((one) => one.includes("/s/"))), /^\/s\//);
}

/** New suggestions come under rules with these changes. */
export async function rules(changes) {
  const admin = await token("admin");
  const now = await call("GET", "/api/official/rules", { token: admin, status: 200 });
  await call("PUT", "/api/official/rules", { token: admin, body: { version: now.version, ...changes }, status: 200 });
}

/** What a function that reads in advance sees within seconds, such as the search. */
export async function eventually(what, look, seconds = 20) {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 200));
  }
  return assert.fail(`not within ${seconds} s: ${what}`);
}
