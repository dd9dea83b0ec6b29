// One browser for a file of tests, and a page of its own for each.
import { after, before } from "node:test";
import { launch } from "./chromium.js";
import { address, base } from "./service.js";

let browser;

/** Called once at the top of a file. */
export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
  });
}

/** A page as a resident opens it; `faults` grows with whatever the browser complains about. */
export async function open(
  t,
  path,
  { width = 1280, height = 900, script = true, scheme = "light", from = address() } = {},
) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    javaScriptEnabled: script,
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "sv-SE",
    extraHTTPHeaders: { "x-forwarded-for": from },
  });
  t.after(() => context.close());
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security|Refused/.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  page.setDefaultTimeout(15_000);
  if (path) await page.goto(path);
  return page;
}

/** Signs in as an official, as the local switch does it. */
export async function signIn(page, roles, board = "") {
  const response = await page.request.post("/local/sign-in", {
    form: { roles, board },
    maxRedirects: 0,
  });
  if (response.status() >= 400) throw new Error(`sign-in: ${response.status()}`);
}

/** Chooses as a finger does: on the words, which are the whole card. */
export async function choose(page, name, value) {
  const id = await page.locator(`input[name="${name}"][value="${value}"]`).getAttribute("id");
  await page.locator(`label[for="${id}"]`).click();
}
