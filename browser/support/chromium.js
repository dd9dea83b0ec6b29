// Finds a Chromium: the one that CHROME_BIN names, an installed one, else the one that an npm
// package carries.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
// A page of ours asks nobody but us; the browser is kept from asking others on its own.
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function installed(env = process.env) {
  if (env.CHROME_BIN) return env.CHROME_BIN;
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE].find(
    runnable,
  );
}

// The package's own arguments are not used: they put everything into one process, which falls as
// one, and turn a page's protection off.
export async function launch() {
  return chromium.launch({ executablePath: installed() ?? (await packed()), args: QUIET });
}

async function packed() {
  const { default: carried } = await import("@sparticuz/chromium");
  return carried.executablePath();
}

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
