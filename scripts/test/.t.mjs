import { spawn } from "node:child_process";
import { startTestDatabase } from "./database.mjs";
const db = await startTestDatabase();
const child = spawn("node_modules/.bin/node", ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)], {
  stdio: "inherit", env: { ...process.env, TEST_DATABASE_URL: db.url } });
const code = await new Promise((done) => child.on("exit", done));
await db.stop();
process.exit(code ?? 1);
