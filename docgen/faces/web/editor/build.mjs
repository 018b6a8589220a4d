// Bundles src/editor.mjs into ../static/editor.js, with the licences of what is in it and the digests of both.
// `npm ci --ignore-scripts && node build.mjs`; the tests do the same and compare bytes. Who adds a package writes the lock
// by `npm install --save-exact --ignore-scripts --omit-lockfile-registry-resolved`: no registry stands in it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "static");
const made = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.mjs"],
  bundle: true,
  format: "esm",
  minify: true,
  target: ["chrome109", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
});
const packages = new Set(
  Object.keys(made.metafile.inputs)
    .map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1])
    .filter(Boolean),
);
const licences = [...packages]
  .sort()
  .map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
  })
  .join(`\n${"-".repeat(100)}\n\n`);
mkdirSync(target, { recursive: true });
const files = { "editor.js": made.outputFiles[0].contents, "editor.LICENCES.txt": Buffer.from(licences) };
for (const [name, content] of Object.entries(files)) writeFileSync(join(target, name), content);
const digests = Object.entries(files).map(([name, content]) => `${createHash("sha256").update(content).digest("hex")}  ${name}\n`);
writeFileSync(join(target, "editor.sha256"), digests.join(""));
