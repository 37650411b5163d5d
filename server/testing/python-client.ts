import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { setupHubServer } from "./hub-server";
import type { setupWorld } from "./world";

interface Place {
  readonly world: Pick<ReturnType<typeof setupWorld>, "folder">;
  readonly server: Pick<ReturnType<typeof setupHubServer>, "origin">;
}

/** The Hugging Face client of Python in an environment under `.venv`, which not every machine has. */
export function pythonClient(name: string, { world, server }: Place) {
  const python = resolve(".venv", name, "bin/python");
  return {
    isMissing: !existsSync(python),
    /** What a script of `e2e/clients` prints that works against the hub. */
    async run(script: string, variables: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
      const env = {
        ...{ NODE_ENV: "test" as const, PATH: "/usr/bin:/bin", HOME: world.folder(), HF_ENDPOINT: server.origin() },
        ...{ HF_HUB_DISABLE_TELEMETRY: "1", HF_HUB_DISABLE_PROGRESS_BARS: "1" },
        ...variables,
      };
      return (await promisify(execFile)(python, [`e2e/clients/${script}`, ...args], { env })).stdout;
    },
  };
}
