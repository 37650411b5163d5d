import { describe, expect, test } from "vitest";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { createBranch, createTag, deleteBranch, deleteTag, renameBranch, resolveRevision, setDefaultBranch } from ".";

describe("branches and tags", () => {
  const world = setupWorld();

  const repository = () => gitRepository(world.system());

  test.each([
    "-x",
    "--upload-pack=x",
    "a..b",
    "a@{b",
    "a b",
    "refs/heads/x",
    "a/../b",
    "x.lock",
    "\u001b[31m",
    "HEAD",
    "f".repeat(40),
  ])("refuses to make the branch or tag %j", async (name) => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("a", "a")]);
    const refusal = { code: "invalid", reason: "bad_ref_name" };
    await expect(createBranch(ctx, repoId, { name, commit: id })).rejects.toMatchObject(refusal);
    await expect(createTag(ctx, repoId, { name, commit: id, author: AUTHOR })).rejects.toMatchObject(refusal);
  });

  test("branches and tags are made, renamed and deleted; the default branch stays", async () => {
    const { ctx, repoId, commit } = await repository();
    const one = await commit("one", [put("a", "1")]);
    const two = await commit("two", [put("a", "2")]);
    await createBranch(ctx, repoId, { name: "x", commit: one });
    await expect(createBranch(ctx, repoId, { name: "x", commit: two })).rejects.toMatchObject({ reason: "ref_exists" });
    await expect(createBranch(ctx, repoId, { name: "x/y", commit: two })).rejects.toMatchObject({
      reason: "ref_exists",
    });
    await createBranch(ctx, repoId, { name: "x", commit: two, overwrite: true });
    expect(await resolveRevision(ctx, repoId, "x")).toMatchObject({ commit: two });
    await expect(deleteBranch(ctx, repoId, { name: "main" })).rejects.toMatchObject({ reason: "protected_ref" });
    await renameBranch(ctx, repoId, { from: "main", to: "trunk" });
    expect(await resolveRevision(ctx, repoId, "HEAD")).toEqual({ commit: two, ref: "refs/heads/trunk" });
    await setDefaultBranch(ctx, repoId, "x");
    await deleteBranch(ctx, repoId, { name: "trunk" });
    await expect(deleteBranch(ctx, repoId, { name: "trunk" })).rejects.toMatchObject({ reason: "revision_not_found" });
    await createTag(ctx, repoId, { name: "v1", commit: one, author: AUTHOR });
    await deleteTag(ctx, repoId, { name: "v1" });
    await expect(deleteTag(ctx, repoId, { name: "v1" })).rejects.toMatchObject({ reason: "revision_not_found" });
  });
});
