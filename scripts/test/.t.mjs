import { spawn } from "node:child_process";
import { startTestDatabase } from "./database.mjs";
const database = await startTestDatabase();
const child = spawn("node_modules/.bin/vitest", ["run", "--reporter=default", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, TEST_DATABASE_URL: database.url } });
child.once("close", async (code) => { await database.stop(); process.exit(code ?? 1); });
