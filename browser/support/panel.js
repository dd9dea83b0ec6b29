// Everything that a page of the e-panel can show.
import { call, days, forward, invitation, link, mailbox, newestMail, panel, settled, survey, token } from "./service.js";

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

async function asked(id, members, analyst, answers) {
  const invitations = await Promise.all(members.map(invitation));
  await Promise.all(invitations.map((path) => answered(path, answers)));
  await settled();
  await call("POST", `/api/official/surveys/${id}/close`, { token: analyst, status: 200 });
  await call("POST", `/api/official/surveys/${id}/publish`, { token: analyst, status: 200 });
}

/** A survey that has asked the same twice and told both times; answers the later one's id. */
async function repeated(panel, members, planner) {
  const first = await survey({ panel, closesAt: await days(0.5), repeat: { everyDays: 1, rounds: 2 } });
  await asked(first, members, planner, { ...ANSWERS, q1: "a", q2: null, q3: 2 });
  await forward(25);
  await call("POST", "/local/run?schedule=Dispatch");
  await settled();
  const { items } = await call("GET", "/api/official/surveys", { token: planner, status: 200 });
  const { id } = items.find(({ series, round }) => series === first && round === 2);
  await asked(id, members, planner, ANSWERS);
  return id;
}

/** Panels, surveys, answers and a result, and where their pages are. */
export async function panelPaths() {
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
  const twice = await repeated(id, members, planner);
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
  return { id, bare: bare.id, open, closed, twice, draft, confirm, first, second, mine, unsubscribe, trial, over: invitations[0] };
}
