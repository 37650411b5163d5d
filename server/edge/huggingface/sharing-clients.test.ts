import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const server = setupHubServer(world);

describe("huggingface_hub for Python", () => {
  for (const folder of [".venv/hub-0.36", ".venv/hub-1", ".venv/hub-2"]) {
    const python = resolve(folder, "bin/python");
    test.skipIf(!existsSync(python))(
      `of ${folder} asks for access, keeps collections and manages webhooks`,
      { timeout: 180_000 },
      async () => {
        const [owner, reader] = [await world.token(await world.user()), await world.token(await world.user())];
        const { stdout } = await run(python, ["e2e/clients/_hub_sharing.py"], {
          env: {
            NODE_ENV: "test",
            PATH: "/usr/bin:/bin",
            HOME: world.folder(),
            HF_ENDPOINT: server.origin(),
            HF_TOKEN: owner.secret,
            READER_TOKEN: reader.secret,
            HF_HUB_DISABLE_XET: "1",
            HF_HUB_DISABLE_TELEMETRY: "1",
            HF_HUB_DISABLE_PROGRESS_BARS: "1",
          },
        });
        expect(stdout).toMatch(/huggingface_hub \d.* shares ok/);
      },
    );
  }
});
