import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["{server,k8s,runtimes,components,observability}/**/*.test.{ts,tsx}"],
    globalSetup: "server/testing/global-setup.ts",
    // Limits say that something hangs, not that it is slow: the machine may have other work.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A poll ends when its state is there; the limit only says when it will not come, also on a machine with other work.
    expect: { poll: { timeout: 20_000 } },
  },
});
