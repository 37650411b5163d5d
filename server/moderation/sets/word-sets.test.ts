import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import type { Ctx, Dependency } from "@/server/kernel";
import { collect } from "@/server/testing/collect";
import { setupWorld } from "@/server/testing/world";
import { createModeration } from "..";
import { AddWordInput, ListFindingsInput, ListWordsInput, TryTextInput } from "../contract";
import { moderationOperations } from "../operations";

const { addWord, createWordSet, deleteWordSet, importWords, listFindings, listWordSets, listWords } =
  moderationOperations;
const { removeWord, tryText, updateWordSet } = moderationOperations;

describe("word sets", () => {
  const world = setupWorld();
  let admin: Ctx<Dependency>;
  beforeAll(async () => {
    admin = world.as(await world.user({ platformRoles: ["moderator"] }));
  });
  const tried = async (text: string, ctx = admin) => (await tryText.run(ctx, TryTextInput.parse({ text }))).hits;
  const importing = async (id: string, text: string, contentType: string) => {
    const request = { signal: new AbortController().signal, lastEventId: null, body: pieces(text), contentType };
    const { body } = await importWords.run(admin, { id, category: "custom" }, request);
    return JSON.parse((await collect(body)).join(""));
  };
  async function* pieces(text: string) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  }

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
    await addWord.run(admin, AddWordInput.parse({ id, word: "flimflam", category: "abuse" }));
    expect(await tried("flimflam", other)).toHaveLength(1);
    await deleteWordSet.run(admin, { id });
  });

  test("are nobody else's business", async () => {
    for (const actor of [await world.user(), await world.user({ platformRoles: ["ops"] })]) {
      const ctx = world.as(actor);
      await expect(createWordSet.run(ctx, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(listWordSets.run(ctx, { limit: 20 })).rejects.toMatchObject({ code: "forbidden" });
      await expect(tryText.run(ctx, TryTextInput.parse({ text: "x" }))).rejects.toMatchObject({ code: "forbidden" });
      await expect(listFindings.run(ctx, ListFindingsInput.parse({}))).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
