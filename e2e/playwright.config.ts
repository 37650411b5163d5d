import { defineConfig } from "@playwright/test";

/** `npm test` starts the platform and tells where; by hand: YARD_TEST_URL=http://localhost:3000 npx playwright test -c e2e/playwright.config.ts */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  timeout: 60_000,
  expect: { timeout: 20_000 }, // a fresh platform installs its runtime while the first journeys go through it
  workers: 1,
  forbidOnly: true,
  retries: 0,
  use: {
    baseURL: process.env.YARD_TEST_URL ?? "http://localhost:3000",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    video: "off", // it would need a download
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: "reduce" }, // what fades in has no contrast yet
    launchOptions: {
      executablePath: process.env.YARD_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
