import { defineConfig } from "vitest/config";
import { root } from "../setup/install.mjs";

/** The architecture tests look at files only: no database is prepared for them. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: { include: ["server/testing/architecture.test.ts"] },
});
