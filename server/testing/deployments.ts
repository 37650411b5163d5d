import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { installedPack } from "@/runtimes/llama-cpp/testing/installed-pack";
import { putObject } from "@/server/content";
import { getReadableRepo } from "@/server/hub";
import { commitToRepo } from "@/server/hub/commits/commit-to-repo";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { getDeployment } from "@/server/inference/get-deployment";
import { inferenceHandlers } from "@/server/inference/handlers";
import type { UserActor } from "@/server/kernel";
import { shaOf } from "./sha-of";
import type { setupWorld } from "./world";

interface NewModel {
  readonly visibility?: "public" | "private";
  readonly files: Readonly<Record<string, Buffer>>;
}

/** Models with weights, a runtime that serves them, and the worker's hand for a test. */
export function deploymentsIn(world: ReturnType<typeof setupWorld>) {
  const reconcile = (deploymentId: string): Promise<void> =>
    inferenceHandlers.handlers.reconcileDeployment(world.system(), { deploymentId }, AbortSignal.timeout(60_000));

  return {
    /** Makes the real llama.cpp pack the installed one of this world. */
    async installRuntime(): Promise<void> {
      const folder = await installedPack();
      await writeFile(join(folder, "installed.json"), "{}");
      const versions = join(world.folder(), "runtimes", "llama-cpp");
      await mkdir(versions, { recursive: true });
      await symlink(folder, join(versions, "1.0.0"));
    },

    /** A model repository of somebody, its files in the object store; returns `owner/name`. */
    async model(owner: UserActor, { visibility = "public", files }: NewModel): Promise<string> {
      const ctx = world.as(owner);
      const name = `model-${ctx.random(4).toString("hex")}`;
      await createRepo.run(ctx, CreateRepoInput.parse({ shelf: "models", name, visibility }));
      const repo = await getReadableRepo(ctx, { kind: "model", namespace: owner.username, name });
      const operations = Object.entries(files).map(async ([path, bytes]) => {
        const oid = shaOf(bytes);
        const body = (async function* () {
          yield bytes;
        })();
        await putObject(ctx, { repoId: repo.id, oid, size: bytes.length, body });
        return { kind: "object" as const, path, oid };
      });
      await commitToRepo(ctx, repo, { branch: "main", message: "weights", operations: await Promise.all(operations) });
      return `${owner.username}/${name}`;
    },

    /** Looks at a deployment as the worker does, once. */
    reconcile,

    /** Looks again and again, until it is as expected. */
    async until(deploymentId: string, expected: Readonly<Record<string, unknown>>): Promise<void> {
      const look = async () => {
        await reconcile(deploymentId);
        return getDeployment.run(world.system(), { id: deploymentId });
      };
      await expect.poll(look, { timeout: 40_000, interval: 200 }).toMatchObject(expected);
    },
  };
}
