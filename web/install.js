// Installs the packages that package-lock.json of a folder names, once: the next build sees that
// they are there. Called by Maven as `node install.js FOLDER`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2] ?? ".");
const mark = join(folder, "node_modules/.installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(folder, "package-lock.json")))
  .update(process.version.split(".")[0])
  .digest("hex");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== wanted) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, error } = spawnSync(npm, ["ci", "--no-fund", "--no-audit"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error || status !== 0) {
    console.error(`npm ci in ${folder} failed${error ? `: ${error.message}` : ""}. Is npm installed?`);
    process.exit(1);
  }
  writeFileSync(mark, wanted);
}
