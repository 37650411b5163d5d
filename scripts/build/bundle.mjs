import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { build, context } from "esbuild";
import { root } from "../setup/install.mjs";

/** Programs that a role starts: worker threads and git hooks, named by their ending. */
const STARTED = /\.(worker|hook)\.ts$/;

function programsUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(root, folder, name))
    .filter((path) => STARTED.test(path));
}

/** `server/git/pre-receive.hook.ts` becomes `.build/server/git/pre-receive.hook.mjs`; `@/` is the project's root. */
function optionsOf() {
  const entryPoints = [join(root, "server", "main.ts"), ...programsUnder("server")];
  return {
    absWorkingDir: root,
    entryPoints: entryPoints.map((path) => ({
      in: path,
      out: relative(join(root, "server"), path).replace(/\.ts$/, ""),
    })),
    outdir: join(root, ".build", "server"),
    outExtension: { ".js": ".mjs" },
    alias: { "@": root },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node26",
    sourcemap: true,
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
  };
}

export const bundleServer = () => build(optionsOf());

/** Bundles again after every change and tells when it did. */
export async function watchServer(onBuilt) {
  const plugin = { name: "tell", setup: (steps) => steps.onEnd(({ errors }) => errors.length === 0 && onBuilt()) };
  const outdir = join(root, ".build", "dev"); // never what `npm start` takes for built
  const watched = await context({ ...optionsOf(), outdir, define: {}, plugins: [plugin] });
  await watched.watch();
  return watched;
}

/** A TypeScript module of the project for use in a script. */
export async function loadTypescript(path) {
  const outfile = join(root, ".cache", "scripts", `${path.replaceAll("/", "-")}.${process.pid}.mjs`);
  await build({
    ...optionsOf(),
    define: {},
    splitting: false,
    outdir: undefined,
    outExtension: undefined,
    entryPoints: [join(root, path)],
    outfile,
  });
  return import(outfile);
}
