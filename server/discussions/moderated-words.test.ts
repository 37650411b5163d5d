import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { commitToRepo, findTextAt } from "@/server/hub";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { ForkRepoInput } from "@/server/hub/contract/fork";
import { CreateRepoInput, MoveRepoInput } from "@/server/hub/contract/repo";
import { hubOperations } from "@/server/hub/operations";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { createModeration } from "@/server/moderation";
import { AddWordInput, ListFindingsInput, PutPolicyInput } from "@/server/moderation/contract";
import { moderationOperations } from "@/server/moderation/operations";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { CommentInput, CreateIssueInput } from "./contract/discussion";
import { discussionsOperations } from "./operations";

const { addWord, createWordSet, deleteWordSet, listFindings, listWordSets, putPolicy, settleFinding } =
  moderationOperations;

const SURFACES = ["name", "card", "title", "comment"];

describe("words that a policy names", () => {
  const world = setupWorld();
  let admin: Ctx<Dependency>;
  let ada: UserActor;
  beforeAll(async () => {
    admin = world.as(await world.user({ platformRoles: ["moderator"] }));
    ada = await world.user();
  });
  /** What one test forbids, the next one says. */
  afterEach(async () => {
    for (const surface of SURFACES) await policy(surface, null);
    const { items } = await listWordSets.run(admin, { limit: 20 });
    for (const { id } of items) await deleteWordSet.run(admin, { id });
  });
  const add = (id: string, word: string, category = "abuse") =>
    addWord.run(admin, AddWordInput.parse({ id, word, category }));
  const policy = (surface: string, action: string | null, category = "abuse") =>
    putPolicy.run(admin, PutPolicyInput.parse({ category, surface, action }));
  const make = (name: string) =>
    hubOperations.createRepo.run(world.as(ada), CreateRepoInput.parse({ shelf: "models", name }));

  test("keep names, cards, titles and comments out where a policy blocks them", async () => {
    const { id } = await createWordSet.run(admin, { name: "Blocked" });
    await add(id, "badword");
    const { name } = await make("is-clean");
    const address = { shelf: "models", namespace: ada.username, name } as const;
    const ctx = world.as(ada);
    const issue = (title: string, description: string) =>
      discussionsOperations.createIssue.run(ctx, CreateIssueInput.parse({ ...address, title, description }));
    const { number } = await issue("badword before the policy", "");
    for (const surface of SURFACES) await policy(surface, "block");
    const comment = discussionsOperations.addComment.run(
      ctx,
      CommentInput.parse({ ...address, number, body: "B-A-D-w o r d" }),
    );
    const change = { kind: "put", path: "README.md", text: "# A badword\n" };
    const card = hubOperations.commitFiles.run(
      ctx,
      CommitFilesInput.parse({ ...address, summary: "Card", changes: [change] }),
    );
    const described = hubOperations.updateRepo.run(ctx, { ...address, description: "A badword" });
    const named = { newNamespace: ada.username, newName: "badword-copy" };
    const moved = hubOperations.moveRepo.run(ctx, MoveRepoInput.parse({ ...address, ...named }));
    const copied = hubOperations.forkRepo.run(ctx, ForkRepoInput.parse({ ...address, ...named }));
    const renamed = hubOperations.renameRepo.run(ctx, { ...address, newName: named.newName });
    const names = [make("a-badword"), moved, copied, renamed];
    const deeds = [...names, issue("Badword!", "x"), issue("fine", "a badword"), comment, card, described];
    for (const outcome of await Promise.allSettled(deeds)) {
      expect(outcome).toMatchObject({ reason: { code: "invalid", reason: "content_policy" } });
    }
    await issue("badwords are another word", "fine");
  });

  test("keep a card out that is copied from another file or from an earlier commit", async () => {
    const { id } = await createWordSet.run(admin, { name: "Copied" });
    await add(id, "badword");
    const ctx = world.as(ada);
    const texts = { "bad.md": "# A badword\n", "odd.md": "---\nlicense: [\n---\n", "fine.md": "# Fine\n" };
    const { repo, address, commit } = await repoWith(ctx, { name: "copied-cards", texts });
    await policy("card", "block");
    const move = (path: string, newPath = "README.md") => {
      const changes = [{ kind: "move", path, newPath }];
      return hubOperations.commitFiles.run(ctx, CommitFilesInput.parse({ ...address, summary: "Card", changes }));
    };
    const refused = { code: "invalid", reason: "content_policy" };
    await expect(move("bad.md")).rejects.toMatchObject(refused);
    await expect(move("bad.md", "README.md/")).rejects.toMatchObject(refused);
    await expect(move("odd.md")).rejects.toMatchObject({ code: "invalid", reason: "bad_card" });
    await move("bad.md", "notes.md");
    const copy = { kind: "copy", from: "bad.md", path: "README.md", fromCommit: commit } as const;
    const earlier = commitToRepo(ctx, repo, { branch: "main", message: "Card", operations: [copy] });
    await expect(earlier).rejects.toMatchObject(refused);
    const slash = { kind: "put", path: "README.md/", content: Buffer.from(texts["bad.md"]) } as const;
    const put = commitToRepo(ctx, repo, { branch: "main", message: "Card", operations: [slash] });
    await expect(put).rejects.toMatchObject(refused);
    const often = Array.from({ length: 4 }, () => ({ ...slash, content: Buffer.from(texts["fine.md"]) }));
    const again = commitToRepo(ctx, repo, { branch: "main", message: "Cards", operations: often });
    await expect(again).rejects.toMatchObject({
      code: "invalid",
      message: "A commit writes README.md at most 3 times",
    });
    const moved = await move("fine.md");
    expect(await findTextAt(ctx, repo, { commit: moved.commit, path: "README.md" })).toBe(texts["fine.md"]);
  });

  test("put what a policy wants reviewed in a queue, without the text, until somebody settles it", async () => {
    const { id } = await createWordSet.run(admin, { name: "Reviewed" });
    await add(id, "oddword");
    await policy("name", "review");
    await make("has-oddword");
    const queue = async (state: "open" | "settled") =>
      (await listFindings.run(admin, ListFindingsInput.parse({ state }))).items;
    const [finding] = await queue("open");
    expect(finding).toMatchObject({
      ...{ surface: "name", category: "abuse", start: 4, end: 11, authorId: ada.userId, decision: null },
      place: `/models/${ada.username}/has-oddword`,
      fingerprint: shaOf("has-oddword"),
    });
    const decided = { id: finding?.id ?? "", decision: "passed" } as const;
    expect(await settleFinding.run(admin, decided)).toMatchObject({ decision: "passed" });
    await expect(settleFinding.run(admin, decided)).rejects.toMatchObject({ code: "not_found" });
    expect(await queue("open")).toEqual([]);
    expect(await queue("settled")).toHaveLength(1);
  });

  test("that cannot be looked for stop what a closed policy guards, and nothing that an open one does", async () => {
    const broken = {
      ...world.as(ada),
      live: { ...admin.live, moderation: createModeration({ program: "/nowhere.mjs", freshMs: 0 }) },
    };
    const creating = (name: string) =>
      hubOperations.createRepo.run(broken, CreateRepoInput.parse({ shelf: "models", name }));
    await policy("name", "block");
    await expect(creating("kept-out")).rejects.toMatchObject({ code: "unavailable", reason: "moderation_unavailable" });
    await putPolicy.run(admin, { category: "abuse", surface: "name", action: "block", failMode: "open" });
    await creating("let-in");
    expect(world.takeBugs().length).toBeGreaterThan(0);
  });
});
