import { spawn } from "node:child_process";
import { startTestDatabase } from "./database.mjs";
const db = await startTestDatabase();
const child = spawn("node_modules/.bin/node", ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, TEST_DATABASE_URL: db.url } });
const end = async (code) => { await db.stop(); process.exit(code); };
process.on("SIGTERM", () => child.kill()); process.on("SIGINT", () => child.kill());
child.once("close", (code) => end(code ?? 1));
