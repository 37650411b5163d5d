import { describe, expect, test } from "vitest";
import { fillLane } from "@/server/testing/full-lane";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { commitFiles } from "../commits/commit-files";
import { CommitFilesInput, CompareRevisionsInput, GetCommitInput, ListRefsInput } from "../contract/content";
import { ListBranchesInput, ListDeletedBranchesInput, ProtectRefInput } from "../contract/refs";
import { compareRevisions } from "../files/compare-revisions";
import { getCommit } from "../files/get-commit";
import { getRepo } from "../repositories/get-repo";
import { createBranch } from "./create-branch";
import { deleteBranch } from "./delete-branch";
import { listBranches } from "./list-branches";
import { listDeletedBranches } from "./list-deleted-branches";
import { listRefs } from "./list-refs";
import { protectRef } from "./protect-ref";
import { renameBranch } from "./rename-branch";
import { restoreBranch } from "./restore-branch";

describe("branches of a repository", () => {
  const world = setupWorld();

  async function made() {
    const ctx = world.as(await world.user());
    const { address } = await repoWith(ctx, { name: "many", texts: { "a.txt": "a" } });
    const commit = (branch: string, text: string) =>
      commitFiles.run(
        ctx,
        CommitFilesInput.parse({
          ...address,
          branch,
          summary: `To ${branch}`,
          changes: [{ kind: "put", path: "a.txt", text }],
        }),
      );
    return { ctx, address, commit };
  }

  test("the list says how far each is from the default branch, and finds by part of the name", async () => {
    const { ctx, address, commit } = await made();
    await createBranch.run(ctx, { ...address, branch: "feature/One" });
    await createBranch.run(ctx, { ...address, branch: "a-first" });
    await commit("feature/One", "b");
    await commit("main", "c");
    await protectRef.run(ctx, ProtectRefInput.parse({ ...address, kind: "branch", pattern: "feature/*" }));
    const all = await listBranches.run(ctx, ListBranchesInput.parse({ ...address, limit: 2 }));
    expect(all.total).toBe(3);
    expect(all.items).toMatchObject([
      { name: "main", isDefault: true, ahead: 0, behind: 0, canDelete: false },
      { name: "a-first", ahead: 0, behind: 1, isProtected: false, canDelete: true },
    ]);
    const rest = await listBranches.run(
      ctx,
      ListBranchesInput.parse({ ...address, limit: 2, cursor: all.nextCursor ?? "" }),
    );
    expect(rest.items).toMatchObject([
      {
        name: "feature/One",
        ahead: 1,
        behind: 1,
        isProtected: true,
        canDelete: false,
        lastCommit: { title: "To feature/One" },
      },
    ]);
    const open = { ...address, kind: "branch", pattern: "feature/*", force: "admin" };
    await protectRef.run(ctx, ProtectRefInput.parse(open));
    const one = await listBranches.run(ctx, ListBranchesInput.parse({ ...address, search: "one" }));
    expect(one.items).toMatchObject([{ isProtected: true, canDelete: true }]);
    const found = await listRefs.run(ctx, ListRefsInput.parse({ ...address, search: "E/ONE" }));
    expect(found.items.map(({ name }) => name)).toEqual(["feature/One"]);
  });

  test("the list knows no distances, and no commit is shown, while all turns of walks are taken", async () => {
    const { ctx, address, commit } = await made();
    const { commit: head } = await commit("main", "b");
    const leave = fillLane(ctx);
    const { items } = await listBranches.run(ctx, ListBranchesInput.parse(address));
    expect(items).toMatchObject([{ name: "main", ahead: null, behind: null, lastCommit: { id: head } }]);
    const shown = getCommit.run(ctx, GetCommitInput.parse({ ...address, commit: head }));
    await expect(shown).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });
    await leave();
  });

  test("a deleted branch comes back where it was; a renamed default branch stays the default", async () => {
    const { ctx, address, commit } = await made();
    await createBranch.run(ctx, { ...address, branch: "gone" });
    const { commit: head } = await commit("gone", "b");
    await deleteBranch.run(ctx, { ...address, branch: "gone" });
    const kept = await listDeletedBranches.run(ctx, ListDeletedBranchesInput.parse(address));
    expect(kept.items).toMatchObject([{ name: "gone", commit: head }]);
    expect(await restoreBranch.run(ctx, { ...address, branch: "gone" })).toEqual({ name: "gone", commit: head });
    expect((await listDeletedBranches.run(ctx, ListDeletedBranchesInput.parse(address))).items).toEqual([]);
    const twice = restoreBranch.run(ctx, { ...address, branch: "gone" });
    await expect(twice).rejects.toMatchObject({ reason: "revision_not_found" });
    await renameBranch.run(ctx, { ...address, branch: "main", newName: "trunk" });
    expect(await getRepo.run(ctx, address)).toMatchObject({ defaultBranch: "trunk" });
    const compared = await compareRevisions.run(
      ctx,
      CompareRevisionsInput.parse({ ...address, base: "trunk", head: "gone" }),
    );
    expect(compared).toMatchObject({ ahead: 1, behind: 0, files: [{ path: "a.txt" }] });
  });
});
