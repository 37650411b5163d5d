import { build } from "esbuild";
import type { TestProject } from "vitest/node";
import { installedPack } from "@/runtimes/llama-cpp/testing/installed-pack";
import { prepareTemplate } from "./database";

declare module "vitest" {
  interface ProvidedContext {
    template: string;
  }
}

export async function setup(project: TestProject) {
  project.provide("template", await prepareTemplate());
  await buildPrograms();
  // Here and not where it is needed first: how long a download takes says nothing about a test.
  await installedPack();
}

/** Threads and the scanner are programs of their own: they run what the build would make of them. */
async function buildPrograms() {
  await build({
    entryPoints: [
      "server/content/xet/threads.worker.ts",
      "server/hub/scan/scanner/scanner.worker.ts",
      "server/moderation/automaton/automaton.worker.ts",
      "server/web/markdown/markdown.worker.ts",
    ],
    outbase: "server",
    outdir: ".cache/test",
    outExtension: { ".js": ".mjs" },
    alias: { "@": process.cwd() },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
}
