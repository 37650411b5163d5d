import { describe, expect, test } from "vitest";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { commitFiles, type FileOperation, listTree } from ".";
import { treeNameOf } from "./tree-name";

const world = setupWorld();

const remove = (path: string, recursive = false): FileOperation => ({ kind: "delete", path, recursive });

async function repository() {
  const made = await gitRepository(world.system());
  const { ctx, repoId } = made;
  const paths = async (commit: string) =>
    (await listTree(ctx, repoId, { commit, recursive: true })).items.map(({ path }) => path);
  return { ...made, paths };
}

describe("what leaves in a commit", () => {
  test("takes the folders along that nothing is left in, and leaves all others as git would write them", async () => {
    const { ctx, repoId, commit, paths } = await repository();
    const files = ["a", "b/c/d", "b/c.txt", "b/c/e", "é/ü", "f/g/h"];
    await commit(
      "all",
      files.map((path) => put(path, path)),
    );
    const left = await commit("less", [remove("b/c/d"), remove("f/g/h"), remove("é/ü"), remove("a")]);
    expect(await paths(left)).toEqual(["b", "b/c.txt", "b/c", "b/c/e"]);
    const other = await repository();
    const same = await other.commit("same", [put("b/c.txt", "b/c.txt"), put("b/c/e", "b/c/e")]);
    expect(await treeNameOf(ctx, repoId, left)).toBe(await treeNameOf(other.ctx, other.repoId, same));
    expect(await paths(await commit("none", [remove("b", true)]))).toEqual([]);
  });

  test("may lie in a folder that leaves as well", async () => {
    const { commit, paths } = await repository();
    await commit("all", [put("a/b/c", "c"), put("a/d", "d"), put("e", "e")]);
    expect(await paths(await commit("less", [remove("a", true), remove("a/b", true), remove("a/d")]))).toEqual(["e"]);
  });

  test.each([
    ["a folder that is named as a file", remove("a")],
    ["what is not there", remove("a/x")],
    ["what would lie in a file", remove("a/b/c", true)],
    ["what is not there in a folder that leaves", remove("x/y", true)],
  ])("is refused for %s", async (_, operation) => {
    const { commit } = await repository();
    await expect(commit("first", [operation])).rejects.toMatchObject({ reason: "entry_not_found" });
    await commit("all", [put("a/b", "b")]);
    await expect(commit("less", [remove("a/b"), operation])).rejects.toMatchObject({ reason: "entry_not_found" });
  });

  test("makes room for a file in place of a folder that it empties, and only then", async () => {
    const { commit, paths } = await repository();
    await commit("all", [put("a/b", "b"), put("a/c", "c")]);
    await expect(commit("half", [remove("a/b"), put("a", "a")])).rejects.toMatchObject({ reason: "path_conflict" });
    expect(await paths(await commit("whole", [remove("a/b"), remove("a/c"), put("a", "a")]))).toEqual(["a"]);
  });
});

/** A commit of this folder at some names of the root, as it was before commits of so many files were refused. */
async function commitOf(
  { ctx, repoId }: Pick<Awaited<ReturnType<typeof repository>>, "ctx" | "repoId">,
  { names, files }: { readonly names: readonly string[]; readonly files: number },
) {
  const git = async (args: readonly string[], input: string) =>
    String(await ctx.live.repositories.run(repoId, { args, input })).trim();
  const blob = await git(["hash-object", "-w", "--stdin"], "x");
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `100644 blob ${blob}\t${at}\n`).join("");
  const small = await git(["mktree"], lines(files));
  const large = await git(
    ["mktree"],
    Array.from({ length: 50_001 }, (_, at) => `040000 tree ${small}\t${at}\n`).join(""),
  );
  const root = await git(
    ["mktree"],
    `${names.map((name) => `040000 tree ${large}\t${name}\n`).join("")}100644 blob ${blob}\tz\n`,
  );
  const args = ["commit-tree", root, "-m", "Many"];
  const commit = String(await ctx.live.repositories.run(repoId, { args, env: AUTHOR_ENV })).trim();
  await ctx.live.repositories.run(repoId, { args: ["update-ref", "refs/heads/main", commit] });
}

test("a tree whose modes begin with a zero, as other programs wrote them, is read like any other", async () => {
  const made = await repository();
  const { ctx, repoId, commit } = made;
  const first = await commit("one", [put("a/b", "b"), put("c", "c")]);
  const { repositories } = ctx.live;
  const git = async (args: readonly string[], input: string | Uint8Array = "") =>
    String(await repositories.run(repoId, { args, input, env: { ...AUTHOR_ENV } })).trim();
  const whole = (await repositories.objects(repoId).contents(`${first}^{tree}`))?.bytes ?? Buffer.alloc(0);
  const padded = Buffer.concat([Buffer.from("0"), whole]);
  const tree = await git(["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], padded);
  const old = await git(["commit-tree", tree, "-m", "Old"]);
  await git(["update-ref", "refs/heads/main", old]);
  expect(await made.paths(await commit("less", [remove("a", true)]))).toEqual(["c"]);
});

const AUTHOR_ENV = {
  ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@b.c" },
  ...{ GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b.c" },
};

test("folders of very many folders and files are deleted, also many in one commit", async () => {
  const made = await repository();
  const names = Array.from({ length: 40 }, (_, at) => `f${at}`);
  await commitOf(made, { names, files: 4 });
  const operations = names.map((name) => remove(name, true));
  const { ctx, repoId } = made;
  const { commit } = await commitFiles(ctx, repoId, { branch: "main", message: "Less", author: AUTHOR, operations });
  expect(await made.paths(commit)).toEqual(["z"]);
});

test("folders that are too large to be read one after the other are refused", async () => {
  const made = await repository();
  const names = Array.from({ length: 60 }, (_, at) => `f${at}`);
  await commitOf(made, { names, files: 1 });
  const gone = made.commit(
    "Less",
    names.map((name, at) => remove(`${name}/${at}`, true)),
  );
  await expect(gone).rejects.toMatchObject({ code: "too_large" });
});
