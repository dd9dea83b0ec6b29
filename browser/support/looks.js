// What must hold of every page, whatever it shows. Each answers a list of faults, empty when fine.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axe(page) {
  // Legacy: in the page itself, which holds no other; else a new page is opened for each result.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `axe ${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

/** Nothing sticks out sideways: the page is as wide as the screen. */
export function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.querySelectorAll("body *")]
      .filter((e) => !e.closest(".hide, .scroll, .skip"))
      .filter((e) => {
        const box = e.getBoundingClientRect();
        const out = box.right > wide + 1 || box.left < -1;
        return box.width > 0 && (out || e.scrollWidth > wide + 1);
      })
      .map((e) => `${e.tagName.toLowerCase()}.${e.className}`)
      .reverse();
    return [`overflow ${document.documentElement.scrollWidth} > ${wide}: ${out.slice(0, 4).join(", ")}`];
  });
}

/** What a finger has to hit is at least 24 px, or a link inside a sentence (WCAG 2.5.8). */
export function targets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((e) => {
        const box = e.getBoundingClientRect();
        if (box.width === 0 || e.closest(".hide, .skip")) return false;
        if (e.matches("[type=radio], [type=checkbox]") && e.labels?.length) return false;
        return Math.round(box.height) < 24 || Math.round(box.width) < 24;
      })
      .filter((e) => {
        if (e.tagName !== "A") return true;
        const around = e.closest("p, li, dd, td, th, h1, h2, h3, span, legend, label");
        return !around || around.textContent.trim() === e.textContent.trim();
      })
      .map((e) => `small target: ${e.tagName.toLowerCase()} "${(e.textContent || e.id).trim().slice(0, 40)}"`),
  );
}

/** A page is a document before its script runs. */
export function shape(page) {
  return page.evaluate(() => {
    const faults = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    if (count("h1") !== 1) faults.push(`${count("h1")} h1`);
    if (count("main") !== 1) faults.push(`${count("main")} main`);
    if (count("[style]")) faults.push("a style written into the page");
    if (count("script:not([src])")) faults.push("a script written into the page");
    if (!document.documentElement.lang) faults.push("no language");
    if (!document.title.includes(" – ")) faults.push(`title "${document.title}"`);
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    if (twice.length) faults.push(`ids used twice: ${twice.join(", ")}`);
    for (const e of document.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
      for (const name of ["aria-describedby", "aria-labelledby"]) {
        for (const id of (e.getAttribute(name) ?? "").split(" ").filter(Boolean)) {
          if (!document.getElementById(id)) faults.push(`${name} names nothing: ${id}`);
        }
      }
    }
    for (const e of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(e.getAttribute("href").slice(1));
      if (!document.getElementById(id)) faults.push(`link to nothing: #${id}`);
    }
    return faults;
  });
}

export async function all(page) {
  return [
    ...(await shape(page)),
    ...(await overflow(page)),
    ...(await targets(page)),
    ...(await axe(page)),
  ];
}

export const WIDTHS = [320, 360, 1280];

export function inLanguage(path, code) {
  if (code === "sv") return path;
  const url = new URL(path, "http://x");
  url.searchParams.set("lang", code);
  return url.pathname + url.search;
}

/** Axe is slow: it looks at a page that comes in two languages on a desk in one, on a phone in the other. */
export const axeIn = (code) => ({ axeAt: code === "sv" ? [1280] : [320] });

/** The same page as its screen grows. */
export async function checked(page, path, { widths = WIDTHS, axeAt = [320, 1280] } = {}) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const faults = [...(await shape(page)), ...(await overflow(page)), ...(await targets(page))];
    if (axeAt.includes(width)) faults.push(...(await axe(page)));
    assert.deepEqual([...faults, ...page.faults], [], `${path} at ${width}`);
  }
}
