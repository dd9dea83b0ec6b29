// Builds the style sheet, the script and the logo into the folder named by the argument: each under
// a name that changes with what it holds, and assets.properties to tell the names. The same sources
// give the same bytes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2] ?? join(here, "target/classes");
const LARGEST_SCRIPT_GZ = 5_000;
const LARGEST_STYLE_GZ = 9_000;
const NEVER_PURGED = ["[dir=rtl]", "[aria-invalid=true]", ":focus-visible", "@media print"];

// What can name a class: the templates, and the Java that writes markup itself.
function pages() {
  return ["functions", "local"]
    .map((folder) => join(here, "..", folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((file) => join(folder, file)),
    )
    .filter((file) => /[\\/]src[\\/]main[\\/]/.test(file))
    .filter((file) => /\.jte$|Pages?\.java$|[\\/]pages[\\/].*\.java$|[\\/]local[\\/].*\.(java|html)$/.test(file))
    .sort();
}

async function styles() {
  const bundled = await build({
    entryPoints: [join(here, "src/town.css")],
    bundle: true,
    write: false,
    logLevel: "warning",
  });
  const [purged] = await new PurgeCSS().purge({
    content: pages(),
    css: [{ raw: bundled.outputFiles[0].text }],
    // Quotes are escaped in a class name written by Java.
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    // Attributes whose values are worked out when the page is made.
    dynamicAttributes: ["aria-current", "aria-invalid", "data-variant", "dir", "open", "type"],
    safelist: { standard: [":is", ":not", ":where", ":has"], deep: [/aria-invalid/, /focus/] },
  });
  const { code } = await transform(purged.css, { loader: "css", minify: true });
  const lost = NEVER_PURGED.filter((part) => !code.includes(part));
  if (lost.length) throw new Error(`town.css lost what no template names: ${lost.join(" ")}`);
  return code;
}

async function script() {
  const { outputFiles } = await build({
    entryPoints: [join(here, "src/town.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

function limited(name, text, largest) {
  const size = gzipSync(text, { level: 9 }).length;
  if (size > largest) {
    throw new Error(`${name} is ${size} bytes packed, more than ${largest}`);
  }
  console.log(`${name}: ${text.length} bytes, ${size} packed`);
  return text;
}

const files = {
  "logo.svg": readFileSync(join(here, "src/logo.svg"), "utf8"),
  "town.css": limited("town.css", await styles(), LARGEST_STYLE_GZ),
  "town.js": limited("town.js", await script(), LARGEST_SCRIPT_GZ),
};

rmSync(join(to, "assets"), { recursive: true, force: true });
mkdirSync(join(to, "assets"), { recursive: true });
const manifest = Object.entries(files).map(([file, text]) => {
  const { name, ext } = parse(file);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
  const hashed = `${name}.${hash}${ext}`;
  writeFileSync(join(to, "assets", hashed), text);
  return `${file}=${hashed}\n`;
});
writeFileSync(join(to, "assets.properties"), manifest.join(""));
