import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commitFiles } from "@/server/hub/commits/commit-files";
import { CommitFilesInput, GetFileInput } from "@/server/hub/contract/content";
import { getFile } from "@/server/hub/files/get-file";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupGitServer } from "@/server/testing/git-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupGitServer(world);

test("G8: a symbolic link is the text of its target, for who reads it and for who edits it", async () => {
  const ada = await world.user();
  const ctx = world.as(ada);
  await addRepo(ctx, { shelf: "models", name: "it", visibility: "public", description: "" });
  const { secret } = await world.token(ada);
  const work = await server.clone(server.urlOf(`/${ada.username}/it`, secret));
  await symlink("/etc/passwd", join(work.folder, "link"));
  await work.commit("link");
  await work.git("push", "--quiet");

  const address = { shelf: "models", namespace: ada.username, name: "it" };
  const read = () => getFile.run(ctx, GetFileInput.parse({ ...address, path: "link" }));
  expect(await read()).toMatchObject({ kind: "symlink", text: "/etc/passwd" });

  const change = { kind: "put", path: "link", text: "words" };
  await commitFiles.run(ctx, CommitFilesInput.parse({ ...address, summary: "edit", changes: [change] }));
  expect(await read()).toMatchObject({ text: "words" });
  const inside = { kind: "put", path: "link/passwd", text: "words" };
  await expect(
    commitFiles.run(ctx, CommitFilesInput.parse({ ...address, summary: "in", changes: [inside] })),
  ).rejects.toMatchObject({ code: expect.stringMatching(/invalid|conflict/) });
});
