import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../setup/install.mjs";
import { watchServer } from "./bundle.mjs";

let platform = null;
let changes = Promise.resolve();

const start = () =>
  spawn(process.execPath, ["--enable-source-maps", join(root, ".build", "dev", "main.mjs"), "--role", "all", "--dev"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "development" },
  });

async function stop() {
  if (platform === null || platform.exitCode !== null || platform.signalCode !== null) return;
  platform.kill("SIGTERM");
  await once(platform, "exit");
}

const watched = await watchServer(() => {
  changes = changes.then(stop).then(() => {
    platform = start();
  });
});

async function end() {
  await watched.dispose();
  await changes;
  await stop();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "disconnect"]) process.once(signal, end);
