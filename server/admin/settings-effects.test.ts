import { describe, expect, test } from "vitest";
import { createUpload, putObject } from "@/server/content";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { getSystemSettings } from "@/server/settings/get-system-settings";
import { updateSettings } from "@/server/settings/update-settings";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";

describe("settings of the installation", () => {
  const world = setupWorld();

  test("say how visible a repository is whose creator does not choose", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const ada = world.as(await world.user());
    const create = (input: object) => createRepo.run(ada, CreateRepoInput.parse({ shelf: "models", ...input }));
    expect(await create({ name: "before" })).toMatchObject({ visibility: "public" });
    const { version } = await getSystemSettings.run(admin, {});
    await updateSettings.run(admin, { version, defaultVisibility: "private" });
    expect(await create({ name: "after" })).toMatchObject({ visibility: "private" });
    expect(await create({ name: "chosen", visibility: "internal" })).toMatchObject({ visibility: "internal" });
  });

  test("refuse a file that is larger than they allow, however it comes", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const person = await world.user();
    const ada = world.as(person);
    const mebibyte = 1024 ** 2;
    const { version } = await getSystemSettings.run(admin, {});
    await updateSettings.run(admin, { version, maxUploadBytes: mebibyte });
    const { id: repoId } = await createRepo.run(ada, CreateRepoInput.parse({ shelf: "models", name: "large" }));
    const bytes = Buffer.alloc(mebibyte + 1);
    const oid = shaOf(bytes);
    const body = (async function* () {
      yield bytes;
    })();
    await expect(putObject(ada, { repoId, oid, size: bytes.length, body })).rejects.toMatchObject({
      code: "too_large",
    });
    await expect(createUpload(ada, { repoId, size: bytes.length })).rejects.toMatchObject({ code: "too_large" });
    expect(await createUpload(ada, { repoId, size: mebibyte })).toMatchObject({ size: mebibyte });
  });
});
