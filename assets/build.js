// Builds static/build/: our style sheets, our script and htmx, each also compressed for whitenoise to serve.
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { compile } from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "static", "build");
const require = createRequire(import.meta.url);

function compileStyles(name) {
  const source = join(root, "assets", "sass", `${name}.scss`);
  const { css } = compile(source, {
    style: "compressed",
    loadPaths: [join(root, "node_modules", "nhsuk-frontend", "dist")],
    quietDeps: true,
  });
  writeFileSync(join(target, `${name}.css`), css);
  return `${name}.css`;
}

function copyAsIs(source, name) {
  copyFileSync(source, join(target, name));
  return name;
}

function compressBeside(name) {
  const content = readFileSync(join(target, name));
  const compressed = brotliCompressSync(content);
  writeFileSync(join(target, `${name}.br`), compressed);
  writeFileSync(join(target, `${name}.gz`), gzipSync(content, { level: 9 }));
  console.log(`static/build/${name}: ${content.length} bytes, ${compressed.length} compressed`);
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
[
  compileStyles("app"),
  compileStyles("admin"),
  compileStyles("declaration"),
  compileStyles("desk"),
  compileStyles("people"),
  compileStyles("screen"),
  compileStyles("signed"),
  copyAsIs(require.resolve("htmx.org/dist/htmx.min.js"), "htmx.min.js"),
  copyAsIs(join(root, "assets", "js", "app.js"), "app.js"),
  copyAsIs(join(root, "assets", "js", "combobox.js"), "combobox.js"),
  copyAsIs(join(root, "assets", "js", "shortcuts.js"), "shortcuts.js"),
  copyAsIs(join(root, "assets", "js", "passkeys.js"), "passkeys.js"),
  copyAsIs(join(root, "assets", "js", "offline.js"), "offline.js"),
  copyAsIs(join(root, "assets", "js", "coding.js"), "coding.js"),
  copyAsIs(join(root, "assets", "js", "screen.js"), "screen.js"),
  copyAsIs(require.resolve("nhsuk-frontend/dist/nhsuk/assets/images/nhsuk-icon-cross.svg"), "nhsuk-icon-cross.svg"),
].forEach(compressBeside);
