import { describe, expect, test } from "vitest";
import { putRefRule, putSecretPolicy } from "@/server/git";
import type { RefRule } from "@/server/git/contract";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { putCollaborator } from "../collaborators/put-collaborator";
import { commitFiles } from "../commits/commit-files";
import { CommitFilesInput } from "../contract/content";
import { ListProtectedRefsInput, ProtectRefInput, UnprotectRefInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { updateSecretPolicy } from "../secrets/update-secret-policy";
import { createBranch } from "./create-branch";
import { createTag } from "./create-tag";
import { deleteBranch } from "./delete-branch";
import { deleteTag } from "./delete-tag";
import { listProtectedRefs } from "./list-protected-refs";
import { protectRef } from "./protect-ref";
import { unprotectRef } from "./unprotect-ref";

const REFUSED = { code: "forbidden", reason: "protected_ref" };

describe("protected branches and tags", () => {
  const world = setupWorld();

  async function shared() {
    const owner = await world.user();
    const writer = await world.user();
    const ctx = world.as(owner);
    const { address } = await repoWith(ctx, { name: "shared", texts: { "a.txt": "a" } });
    await putCollaborator.run(ctx, { ...address, username: writer.username, role: "write" });
    return { ctx, address, writer, writing: world.as(writer) };
  }
  const commitTo = (address: object, branch: string) =>
    CommitFilesInput.parse({
      ...address,
      branch,
      summary: "Add",
      changes: [{ kind: "put", path: "b.txt", text: `${branch} b` }],
    });

  test("a commit, a new branch and a deletion obey the rule; named people and administrators pass", async () => {
    const { ctx, address, writer, writing } = await shared();
    await createBranch.run(writing, { ...address, branch: "release/1" });
    const rule = { ...address, kind: "branch", pattern: "release/*", push: "admin", force: "nobody" };
    await protectRef.run(ctx, ProtectRefInput.parse(rule));
    await expect(commitFiles.run(writing, commitTo(address, "release/1"))).rejects.toMatchObject(REFUSED);
    await expect(createBranch.run(writing, { ...address, branch: "release/2" })).rejects.toMatchObject(REFUSED);
    await expect(deleteBranch.run(ctx, { ...address, branch: "release/1" })).rejects.toMatchObject(REFUSED);
    expect((await commitFiles.run(ctx, commitTo(address, "release/1"))).previous).not.toBeNull();
    await protectRef.run(ctx, ProtectRefInput.parse({ ...rule, people: [writer.username] }));
    await commitFiles.run(writing, commitTo(address, "main"));
    await createBranch.run(writing, { ...address, branch: "release/2" });
    const { items } = await listProtectedRefs.run(ctx, ListProtectedRefsInput.parse(address));
    expect(items).toEqual([
      {
        kind: "branch",
        pattern: "release/*",
        push: "admin",
        merge: "write",
        force: "nobody",
        people: [writer.username],
      },
    ]);
    await unprotectRef.run(ctx, { ...address, kind: "branch", pattern: "release/*" });
    await deleteBranch.run(writing, { ...address, branch: "release/1" });
    const again = unprotectRef.run(ctx, { ...address, kind: "branch", pattern: "release/*" });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  test("a rule that must be new leaves the one there is as it stands", async () => {
    const { ctx, address, writer } = await shared();
    const rule = { ...address, kind: "branch", pattern: "main", people: [writer.username], mustBeNew: true };
    await protectRef.run(ctx, ProtectRefInput.parse(rule));
    const again = protectRef.run(ctx, ProtectRefInput.parse({ ...rule, people: [] }));
    await expect(again).rejects.toMatchObject({ code: "conflict", reason: "rule_exists" });
    const { items } = await listProtectedRefs.run(ctx, ListProtectedRefsInput.parse(address));
    expect(items).toMatchObject([{ pattern: "main", people: [writer.username] }]);
    await protectRef.run(ctx, ProtectRefInput.parse({ ...rule, kind: "tag" }));
  });

  test("of two that must be new and come at once, one is told that there is a rule", async () => {
    const { ctx, address } = await shared();
    const asked = ["admin", "nobody"].map((push) =>
      ProtectRefInput.parse({ ...address, kind: "branch", pattern: "main", push, mustBeNew: true }),
    );
    const told = await Promise.all(
      asked.map((rule) =>
        protectRef.run(ctx, rule).then(
          ({ push }) => push,
          ({ code, reason }) => `${code} ${reason}`,
        ),
      ),
    );
    expect(told).toContain("conflict rule_exists");
    const { items } = await listProtectedRefs.run(ctx, ListProtectedRefsInput.parse(address));
    expect(items.map(({ push }) => String(push))).toEqual(told.filter((one) => one !== "conflict rule_exists"));
  });

  test("tags are protected like branches", async () => {
    const { ctx, address, writing } = await shared();
    await createTag.run(writing, { ...address, tag: "v1" });
    await protectRef.run(ctx, ProtectRefInput.parse({ ...address, kind: "tag", pattern: "v*", push: "admin" }));
    await expect(createTag.run(writing, { ...address, tag: "v2" })).rejects.toMatchObject(REFUSED);
    await expect(deleteTag.run(writing, { ...address, tag: "v1" })).rejects.toMatchObject(REFUSED);
    await createTag.run(ctx, { ...address, tag: "v2" });
  });

  test("only administrators see and change rules; people who do not exist are told", async () => {
    const { ctx, address, writing } = await shared();
    const rule = ProtectRefInput.parse({ ...address, kind: "branch", pattern: "main", people: ["nobody-here"] });
    await expect(protectRef.run(writing, { ...rule, people: [] })).rejects.toMatchObject({ code: "forbidden" });
    const listed = listProtectedRefs.run(writing, ListProtectedRefsInput.parse(address));
    await expect(listed).rejects.toMatchObject({ code: "forbidden" });
    await expect(protectRef.run(ctx, rule)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(["", "a b", "a\u0000", "a:b", "a[b]", "a\\b", "x".repeat(201)])("no rule has the pattern %j", (pattern) => {
    const address = { shelf: "models", namespace: "a", name: "b", kind: "branch" };
    expect(ProtectRefInput.safeParse({ ...address, pattern }).success).toBe(false);
  });

  test("a new pattern has few stars; an old one of many keeps its branches, and can be changed and removed", async () => {
    const { ctx, address, writing } = await shared();
    const old = `${"*a".repeat(20)}*`;
    const protect = (pattern: string, push: "admin" | "nobody") =>
      protectRef.run(ctx, ProtectRefInput.parse({ ...address, kind: "branch", pattern, push }));
    const tooMany = { code: "invalid", message: `A pattern has at most 8 stars: refs/heads/${old}` };
    await expect(protect(old, "admin")).rejects.toMatchObject(tooMany);
    await protect("**/*-*/**/*x*", "admin");

    const levels = { push: "admin", merge: "write", force: "nobody", people: [] } satisfies Omit<RefRule, "pattern">;
    const { id } = await getRepoAt(ctx, address);
    await putRefRule(ctx, id, { pattern: `refs/heads/${old}`, ...levels });
    await expect(createBranch.run(writing, { ...address, branch: "a".repeat(30) })).rejects.toMatchObject(REFUSED);
    const shown = await listProtectedRefs.run(ctx, ListProtectedRefsInput.parse(address));
    expect(shown.items).toMatchObject([{ pattern: "**/*-*/**/*x*" }, { pattern: old }]);
    expect(await protect(old, "nobody")).toMatchObject({ push: "nobody" });
    await unprotectRef.run(ctx, UnprotectRefInput.parse({ ...address, kind: "branch", pattern: old }));
    await createBranch.run(writing, { ...address, branch: "a".repeat(30) });
  });

  test("an older path of many stars that is not looked at for secrets does not keep others from being saved", async () => {
    const { ctx, address } = await shared();
    const old = "*a".repeat(20);
    const save = (...allowedPaths: string[]) => updateSecretPolicy.run(ctx, { ...address, mode: "warn", allowedPaths });
    await expect(save("docs/**", old)).rejects.toMatchObject({ message: `A pattern has at most 8 stars: ${old}` });
    const { id } = await getRepoAt(ctx, address);
    await putSecretPolicy(ctx, id, { mode: "warn", allowedPaths: [old] });
    expect(await save("docs/**", old)).toMatchObject({ allowedPaths: ["docs/**", old] });
  });
});
