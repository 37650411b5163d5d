import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { hubOperations } from "@/server/hub/operations";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { createModeration } from "@/server/moderation";
import {
  AddWordInput,
  ListFindingsInput,
  ListWordsInput,
  PutPolicyInput,
  TryTextInput,
} from "@/server/moderation/contract";
import { moderationOperations } from "@/server/moderation/operations";
import { collect } from "@/server/testing/collect";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { CommentInput, CreateIssueInput } from "./contract/discussion";
import { discussionsOperations } from "./operations";

const { addWord, createWordSet, deleteWordSet, importWords, listFindings, listWordSets, listWords } =
  moderationOperations;
const { putPolicy, removeWord, settleFinding, tryText, updateWordSet } = moderationOperations;

describe("word sets", () => {
  const world = setupWorld();
  let admin: Ctx<Dependency>;
  let ada: UserActor;
  beforeAll(async () => {
    admin = world.as(await world.user({ platformRoles: ["moderator"] }));
    ada = await world.user();
  });
  const add = (id: string, word: string, category = "abuse") =>
    addWord.run(admin, AddWordInput.parse({ id, word, category }));
  const tried = async (text: string, ctx = admin) => (await tryText.run(ctx, TryTextInput.parse({ text }))).hits;
  const policy = (surface: string, action: string | null, category = "abuse") =>
    putPolicy.run(admin, PutPolicyInput.parse({ category, surface, action }));
  const importing = async (id: string, text: string, contentType: string) => {
    const request = { signal: new AbortController().signal, lastEventId: null, body: pieces(text), contentType };
    const { body } = await importWords.run(admin, { id, category: "custom" }, request);
    return JSON.parse((await collect(body)).join(""));
  };
  async function* pieces(text: string) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  }
  const make = (name: string) =>
    hubOperations.createRepo.run(world.as(ada), CreateRepoInput.parse({ shelf: "models", name }));

  test("are imported, edited and found at once, and every change is in the trail", async () => {
    const { id } = await createWordSet.run(admin, { name: "First" });
    expect(await importing(id, "# ours\nzorkword\r\n坏词\n\n", "text/plain")).toMatchObject({ read: 2, words: 2 });
    const csv = 'word,category,level,match,lang\n"gr,unt",ads,2,substring,en\n好坏词汇,allow,,,zh\n坏词,porn,,,\n';
    expect(await importing(id, csv, "text/csv; charset=utf-8")).toMatchObject({ read: 3, words: 4 });
    expect(await tried("a zorkword, 坏 词 and 好坏词汇; Xgr,untX")).toEqual([
      { start: 2, end: 10, category: "custom", action: null },
      { start: 12, end: 15, category: "porn", action: null },
      { start: 27, end: 33, category: "ads", action: null },
    ]);
    const { items } = await listWords.run(admin, ListWordsInput.parse({ id, search: "zork" }));
    await removeWord.run(admin, { id, wordId: items[0]?.id ?? "" });
    expect(await tried("zorkword")).toEqual([]);
    await updateWordSet.run(admin, { id, isEnabled: false });
    expect(await tried("坏词")).toEqual([]);
    await deleteWordSet.run(admin, { id });
    expect((await listWordSets.run(admin, { limit: 20 })).items).toEqual([]);
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const trail = await listAuditEvents.run(auditor, { action: "wordSet.", limit: 20 });
    expect(trail.items.map(({ action }) => action).toReversed()).toEqual(
      ["created", "imported", "imported", "wordRemoved", "updated", "deleted"].map((deed) => `wordSet.${deed}`),
    );
  });

  test("refuse a list that is none, with the number of its line, and keep what was there", async () => {
    const { id } = await createWordSet.run(admin, { name: "Broken" });
    const refused = (text: string, type: string, message: RegExp) =>
      expect(importing(id, text, type)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringMatching(message),
      });
    await refused("fine\n***\n", "text/plain", /^Line 2/);
    await refused("fine,nonsense\n", "text/csv", /^Line 1: the category nonsense/);
    await refused("fine,ads,1,regex\n", "text/csv", /^Line 1: words are matched/);
    expect((await listWords.run(admin, ListWordsInput.parse({ id }))).items).toEqual([]);
    await deleteWordSet.run(admin, { id });
  });

  test("are learned by another process when what it knows is older than a moment", async () => {
    const other = {
      ...admin,
      live: {
        ...admin.live,
        moderation: createModeration({
          program: resolve(".cache/test/moderation/automaton/automaton.worker.mjs"),
          freshMs: 0,
        }),
      },
    };
    const { id } = await createWordSet.run(admin, { name: "Shared" });
    expect(await tried("flimflam", other)).toEqual([]);
    await add(id, "flimflam");
    expect(await tried("flimflam", other)).toHaveLength(1);
    await deleteWordSet.run(admin, { id });
  });

  test("keep names, cards, titles and comments out where a policy blocks them", async () => {
    const { id } = await createWordSet.run(admin, { name: "Blocked" });
    await add(id, "badword");
    const { name } = await make("is-clean");
    const address = { shelf: "models", namespace: ada.username, name } as const;
    const ctx = world.as(ada);
    const issue = (title: string, description: string) =>
      discussionsOperations.createIssue.run(ctx, CreateIssueInput.parse({ ...address, title, description }));
    const { number } = await issue("badword before the policy", "");
    for (const surface of ["name", "card", "title", "comment"]) await policy(surface, "block");
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
    const deeds = [make("a-badword"), issue("Badword!", "x"), issue("fine", "a badword"), comment, card, described];
    for (const outcome of await Promise.allSettled(deeds)) {
      expect(outcome).toMatchObject({ reason: { code: "invalid", reason: "content_policy" } });
    }
    await issue("badwords are another word", "fine");
    for (const surface of ["name", "card", "title", "comment"]) await policy(surface, null);
    await deleteWordSet.run(admin, { id });
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
    await policy("name", null);
    await deleteWordSet.run(admin, { id });
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
    await policy("name", null);
  });

  test("are nobody else's business", async () => {
    for (const actor of [ada, await world.user({ platformRoles: ["ops"] })]) {
      const ctx = world.as(actor);
      await expect(createWordSet.run(ctx, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(listWordSets.run(ctx, { limit: 20 })).rejects.toMatchObject({ code: "forbidden" });
      await expect(tryText.run(ctx, TryTextInput.parse({ text: "x" }))).rejects.toMatchObject({ code: "forbidden" });
      await expect(listFindings.run(ctx, ListFindingsInput.parse({}))).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
