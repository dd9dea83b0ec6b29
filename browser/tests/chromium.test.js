import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { installed } from "../support/chromium.js";

test("an installed browser is found on the path", () => {
  const folder = mkdtempSync(join(tmpdir(), "browser-"));
  writeFileSync(join(folder, "chromium"), "", { mode: 0o755 });
  assert.equal(installed({ PATH: folder }), join(folder, "chromium"));
});

test("the one that is named goes before the path", () => {
  assert.equal(installed({ PATH: "/usr/bin", CHROME_BIN: "/opt/own/chrome" }), "/opt/own/chrome");
});
