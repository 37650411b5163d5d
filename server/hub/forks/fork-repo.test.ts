import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { findObjects, openObject, putObject } from "@/server/content";
import { createBranch, createTag, listRefs } from "@/server/git";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { collect } from "@/server/testing/collect";
import { AUTHOR } from "@/server/testing/git-repository";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { ForkRepoInput, GenerateRepoInput, ListForksInput } from "../contract/fork";
import { hubOperations } from "../operations";

const { createFromTemplate, deleteRepo, forkRepo, getRepo, listForks, updateRepo } = hubOperations;
const big = Buffer.alloc(4_096, 7);
const oid = shaOf(big);

describe("forking a repository", () => {
  const world = setupWorld();

  test("copies branches, tags, files and large files, and remembers where they come from", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [theirs, mine] = [world.as(ada), world.as(ben)];
    const made = await repoWith(theirs, {
      name: "source",
      visibility: "public",
      texts: { "README.md": "---\nlicense: mit\n---\n# Hello", "a/b.txt": "text" },
      objects: { "weights.bin": big },
    });
    await createBranch(theirs, made.repo.id, { name: "dev", commit: made.commit });
    await createTag(theirs, made.repo.id, { name: "v1", commit: made.commit, author: AUTHOR });

    const fork = await forkRepo.run(mine, ForkRepoInput.parse({ ...made.address, newName: "copy" }));
    expect(fork).toMatchObject({ namespace: ben.username, name: "copy", license: "mit", sha: made.commit });
    const refs = await listRefs(mine, fork.id);
    expect(refs.map(({ ref }) => ref)).toEqual(["refs/heads/dev", "refs/heads/main", "refs/tags/v1"]);
    const { body } = await openObject(mine, { repoId: fork.id, oid });
    expect(Buffer.concat(await collect(body)).equals(big)).toBe(true);

    const { items } = await listForks.run(mine, ListForksInput.parse(made.address));
    expect(items.map(({ id }) => id)).toEqual([fork.id]);
    const forksOf = async (owner: string) =>
      (await listForks.run(mine, ListForksInput.parse({ ...made.address, owner }))).items.map(({ id }) => id);
    expect(await Promise.all([ben.username, ada.username, "nobody-has-this"].map(forksOf))).toEqual([
      [fork.id],
      [],
      [],
    ]);
    await deleteRepo.run(theirs, made.address);
    expect(await getRepo.run(mine, { shelf: "models", namespace: ben.username, name: "copy" })).toMatchObject({
      id: fork.id,
    });
  });

  test("brings no large file that its branches and tags do not name", async () => {
    const [ada, ben] = [world.as(await world.user()), world.as(await world.user())];
    const files = { texts: { "a.txt": "a" }, objects: { "weights.bin": big } };
    const made = await repoWith(ada, { name: "with-draft", visibility: "public", ...files });
    const draft = Buffer.alloc(2_048, 9);
    const hidden = { repoId: made.repo.id, oid: shaOf(draft), size: draft.byteLength };
    await putObject(ada, { ...hidden, body: Readable.from([draft]) });
    await updateRepo.run(ada, { ...made.address, isTemplate: true });

    const fork = await forkRepo.run(ben, ForkRepoInput.parse({ ...made.address, newName: "taken" }));
    const copy = await createFromTemplate.run(ben, GenerateRepoInput.parse({ ...made.address, newName: "generated" }));
    for (const { id: repoId } of [fork, copy]) {
      expect(await findObjects(ben, { repoId, oids: [oid, hidden.oid] })).toEqual(new Map([[oid, big.byteLength]]));
    }
  });

  test("shares no file on the disk with its source", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "alone", texts: { "a.txt": "x" } });
    const fork = await forkRepo.run(ada, ForkRepoInput.parse({ ...made.address, newName: "alone-2" }));
    const { folder } = ada.live.repositories.placeOf(fork.id);
    await expect(access(join(folder, "objects/info/alternates"))).rejects.toThrow("ENOENT");
    const files = await readdir(join(folder, "objects"), { recursive: true, withFileTypes: true });
    const links = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name))),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.every(({ nlink }) => nlink === 1)).toBe(true);
  });

  test("is refused for what cannot be seen, for another's account, for a taken name and for more readers", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const hidden = await repoWith(world.as(ada), { name: "hidden", visibility: "private", texts: { a: "x" } });
    const fork = (ctx: Parameters<typeof forkRepo.run>[0], more: object = {}) =>
      forkRepo.run(ctx, ForkRepoInput.parse({ ...hidden.address, newName: "new", ...more }));
    await expect(fork(world.as(ben))).rejects.toMatchObject({ code: "not_found" });
    await expect(fork(world.as(ada), { newNamespace: ben.username })).rejects.toMatchObject({ code: "forbidden" });
    await expect(fork(world.as(ada), { newName: "hidden" })).rejects.toMatchObject({ reason: "name_taken" });
    await expect(fork(world.as(ada), { visibility: "public" })).rejects.toMatchObject({ reason: "too_visible" });
    expect(await fork(world.as(ada))).toMatchObject({ visibility: "private" });
  });

  test("of what not everybody sees is opened later by nobody who does not administer the source", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [theirs, mine] = [world.as(ada), world.as(ben)];
    const hidden = await repoWith(theirs, { name: "closed", visibility: "private", texts: { a: "x" } });
    await putCollaborator.run(theirs, { ...hidden.address, username: ben.username, role: "write" });
    const { name } = await forkRepo.run(mine, ForkRepoInput.parse({ ...hidden.address, newName: "opened" }));
    const copy = { shelf: "models", namespace: ben.username, name } as const;
    const open = (visibility: "public" | "internal") => updateRepo.run(mine, { ...copy, visibility });
    for (const wider of ["public", "internal"] as const) {
      await expect(open(wider)).rejects.toMatchObject({ reason: "too_visible" });
    }
    expect(await getRepo.run(mine, copy)).toMatchObject({ visibility: "private" });
    expect(await updateRepo.run(mine, { ...copy, description: "Mine" })).toMatchObject({ description: "Mine" });
    await updateRepo.run(theirs, { ...hidden.address, visibility: "internal" });
    expect(await open("internal")).toMatchObject({ visibility: "internal" });
    await putCollaborator.run(theirs, { ...hidden.address, username: ben.username, role: "admin" });
    expect(await open("public")).toMatchObject({ visibility: "public" });
  });

  test("of what is behind a gate stays behind one", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [theirs, mine] = [world.as(ada), world.as(ben)];
    const gated = await repoWith(theirs, { name: "gated", visibility: "public", texts: { a: "x" } });
    await updateRepo.run(theirs, { ...gated.address, gate: "manual" });
    await putCollaborator.run(theirs, { ...gated.address, username: ben.username, role: "write" });
    await forkRepo.run(mine, ForkRepoInput.parse({ ...gated.address, newName: "open" }));
    const copy = { shelf: "models", namespace: ben.username, name: "open" } as const;
    const opened = updateRepo.run(mine, { ...copy, visibility: "public", gate: null });
    await expect(opened).rejects.toMatchObject({ reason: "too_visible" });
  });

  test("twice at once under one name makes one repository", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "raced", texts: { a: "x" } });
    const fork = () => forkRepo.run(ada, ForkRepoInput.parse({ ...made.address, newName: "raced-2" }));
    const outcomes = await Promise.allSettled([fork(), fork()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { items } = await listForks.run(ada, ListForksInput.parse(made.address));
    expect(items).toHaveLength(1);
  });
});
