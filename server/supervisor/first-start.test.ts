import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prepareFirstStart } from "@/db/seed/first-start";
import { CreateRepoInput, ListReposInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { deleteRepo } from "@/server/hub/repositories/delete-repo";
import { listRepos } from "@/server/hub/search/list-repos";
import { actorOfUser, findAccountByName } from "@/server/identity";
import { createOrganization } from "@/server/identity/create-organization";
import { setupWorld } from "@/server/testing/world";

const MODELS = ["guide-2m", "guide-2m-gguf", "tiny-embeddings-onnx"];

describe("a first start that was interrupted", () => {
  const world = setupWorld();
  const unfinished = () => join(world.folder(), "first-start-unfinished");
  const start = (samples: "default" | "none") =>
    prepareFirstStart(world.system(), {
      username: "admin",
      password: "a long enough phrase",
      token: undefined,
      samples,
      unfinished: unfinished(),
    });
  const models = async () => {
    const input = ListReposInput.parse({ shelf: "models", author: "modelyard", limit: 100 });
    const { items } = await listRepos.run(world.system(), input);
    return items.map(({ name }) => name).sort();
  };
  const administrator = async () => {
    const account = await findAccountByName(world.system().db, "admin");
    const actor = await actorOfUser(world.system(), account?.id ?? "");
    if (actor === null) throw new Error("There is no administrator");
    return world.as(actor);
  };

  test("is continued by the next: samples that are missing or empty are planted, and the password is told again", async () => {
    await start("none");
    await writeFile(unfinished(), "");
    await createOrganization.run(await administrator(), { name: "modelyard" });
    const empty = CreateRepoInput.parse({ shelf: "models", namespace: "modelyard", name: "guide-2m" });
    await createRepo.run(await administrator(), empty);

    expect(await start("default")).toEqual({ username: "admin", password: "a long enough phrase" });
    expect(await models()).toEqual(MODELS);
    expect(existsSync(unfinished())).toBe(false);
  });

  test("once complete, brings nothing back that somebody deleted", async () => {
    const address = { shelf: "models", namespace: "modelyard", name: "tiny-embeddings-onnx" } as const;
    await deleteRepo.run(await administrator(), address);
    expect(await start("default")).toBeNull();
    expect(await models()).toEqual(MODELS.slice(0, 2));
  });
});
