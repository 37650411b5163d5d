import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import type { Ctx, Dependency } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { FacetsInput, ListReposInput } from "../contract/repo";
import { ListManagedTagsInput, PutTagRuleInput } from "../contract/tag-rule";
import { hubOperations } from "../operations";
import { browseRepos } from "../search/list-repos";

const { getFacets, getRepo, listManagedTags, listRepos, listTagsByType, putTagRule, removeTagRule } = hubOperations;

describe("rules for tags", () => {
  const world = setupWorld();
  let admin: Ctx<Dependency>;
  let author: string;
  const put = (rule: object, as = admin) => putTagRule.run(as, PutTagRuleInput.parse({ facet: "tag", ...rule }));
  const managed = (asked: object = {}, as = admin) => listManagedTags.run(as, ListManagedTagsInput.parse(asked));
  const facets = (asked: object = {}) => getFacets.run(admin, FacetsInput.parse({ shelf: "models", author, ...asked }));
  const found = async (asked: object) => {
    const { items } = await listRepos.run(admin, ListReposInput.parse({ shelf: "models", author, ...asked }));
    return items.map(({ name }) => name).toSorted();
  };
  const browsed = async (...words: string[]) => {
    const asked = { kind: "model", search: [], author, words, parameters: undefined, uses: [] } as const;
    const { items } = await browseRepos(admin, { ...asked, sort: "updated", limit: 20, cursor: undefined });
    return items.map(({ name }) => name).toSorted();
  };
  const types = async () => (await listTagsByType.run(admin, { shelf: "models" })).items;
  const removeAll = async () => {
    const { items } = await managed({ limit: 100 });
    for (const { rule } of items) if (rule) await removeTagRule.run(admin, { id: rule.id });
  };

  afterEach(removeAll);
  beforeAll(async () => {
    const user = await world.user({ platformRoles: ["moderator"] });
    author = user.username;
    admin = world.as(user);
    const card = (fields: string) => ({ "README.md": `---\n${fields}\n---\n# Card\n` });
    await repoWith(admin, { name: "one", texts: card("tags: [chatty, ruled]\npipeline_tag: text-gen") });
    await repoWith(admin, { name: "two", texts: card("tags: [Chat-Bot, ruled]\npipeline_tag: text-generation") });
    await repoWith(admin, { name: "three", texts: card("tags: [chatty, chat-bot, ruled]\nlicense: mit") });
    await repoWith(admin, { name: "four", visibility: "private", texts: card("tags: [secret-plan]") });
  });

  test("hide a tag in lists, and leave the card and the filter as they are", async () => {
    await put({ tag: "Ruled", rule: "hidden" });
    expect((await facets()).tag.map(({ value }) => value)).toEqual(["chat-bot", "chatty", "secret-plan"]);
    expect((await types()).map(({ label }) => label)).not.toContain("ruled");
    expect(await found({ tag: ["ruled"] })).toEqual(["one", "three", "two"]);
    const repo = await getRepo.run(admin, { shelf: "models", namespace: author, name: "one" });
    expect(repo.tags).toContain("ruled");
    await removeAll();
    expect((await facets()).tag[0]).toEqual({ value: "ruled", count: 3 });
  });

  test("put featured tags first, in their order and under their names", async () => {
    await put({ tag: "secret-plan", rule: "featured", position: 2 });
    await put({ tag: "chatty", rule: "featured", position: 1, labelEn: "Small talk", labelZh: "闲聊" });
    expect((await facets()).tag).toEqual([
      { value: "chatty", count: 2, label: { en: "Small talk", zh: "闲聊" } },
      { value: "secret-plan", count: 1 },
      { value: "ruled", count: 3 },
      { value: "chat-bot", count: 2 },
    ]);
    expect((await types())[0]).toEqual({ type: "other", id: "chatty", label: "chatty" });
  });

  test("count an alias once per repository into its target, and find either by either", async () => {
    await put({ tag: "chatty", rule: "alias", target: "chat-bot" });
    await put({ facet: "task", tag: "text-gen", rule: "alias", target: "text-generation" });
    const { tag, task } = await facets();
    expect(tag.slice(0, 2)).toEqual([
      { value: "chat-bot", count: 3 },
      { value: "ruled", count: 3 },
    ]);
    expect(task).toEqual([{ value: "text-generation", count: 2 }]);
    expect((await facets({ task: "text-generation" })).total).toBe(2);
    for (const word of ["chat-bot", "chatty", "tag:chat-bot", "CHATTY"]) {
      expect(await found({ tag: [word] }), word).toEqual(["one", "three", "two"]);
      expect(await browsed(word), word).toEqual(["one", "three", "two"]);
    }
    expect(await found({ tag: ["chat-bot", "license:mit"] })).toEqual(["three"]);
    expect(await found({ task: "text-generation", tag: ["chat-bot"] })).toEqual(["one", "two"]);
    const labels = (await types()).map(({ type, label }) => `${type} ${label}`);
    expect(labels).toContain("pipeline_tag text-generation");
    expect(labels).not.toContain("pipeline_tag text-gen");
    await removeAll();
    expect(await found({ tag: ["chat-bot"] })).toEqual(["three", "two"]);
  });

  test("show a target that nobody carries itself, and hide it with its aliases", async () => {
    await put({ tag: "chatty", rule: "alias", target: "talk" });
    expect((await facets()).tag).toContainEqual({ value: "talk", count: 2 });
    expect((await types()).map(({ label }) => label)).toContain("talk");
    await put({ tag: "talk", rule: "hidden" });
    expect((await facets()).tag.map(({ value }) => value)).toEqual(["ruled", "chat-bot", "secret-plan"]);
  });

  test("refuse aliases of themselves, in chains and in circles, also when they come at once", async () => {
    await put({ tag: "a", rule: "alias", target: "b" });
    await expect(put({ tag: "c", rule: "alias", target: "C " })).rejects.toMatchObject({ code: "invalid" });
    await expect(put({ tag: "b", rule: "alias", target: "a" })).rejects.toMatchObject({ code: "conflict" });
    await expect(put({ tag: "b", rule: "alias", target: "c" })).rejects.toMatchObject({ code: "conflict" });
    await expect(put({ tag: "c", rule: "alias", target: "a" })).rejects.toMatchObject({ code: "conflict" });
    await put({ facet: "task", tag: "b", rule: "alias", target: "a" });
    const both = [put({ tag: "x", rule: "alias", target: "y" }), put({ tag: "y", rule: "alias", target: "x" })];
    const ends = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(ends.toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("refuse what does not belong to the kind of rule", async () => {
    const wrong = [
      { rule: "alias" },
      { rule: "hidden", target: "b" },
      { rule: "hidden", labelEn: "B" },
      { rule: "alias", target: "b", position: 1 },
    ];
    for (const rule of wrong) await expect(put({ tag: "a", ...rule })).rejects.toMatchObject({ code: "invalid" });
  });

  test("are listed with their tags, paged, searched and filtered, without tags of private repositories", async () => {
    await put({ tag: "unused", rule: "hidden" });
    await put({ tag: "chatty", rule: "featured" });
    expect((await managed({ search: "secret" })).items).toEqual([]);
    expect((await managed({ search: "%" })).items).toEqual([]);
    expect((await managed({ search: "CHATT" })).items).toMatchObject([
      { facet: "tag", tag: "chatty", count: 2, rule: { rule: "featured", position: 0 } },
    ]);
    expect((await managed({ rule: "hidden" })).items).toMatchObject([{ tag: "unused", count: 0 }]);
    expect((await managed({ facet: "license" })).items).toMatchObject([{ tag: "mit", rule: null }]);
    const seen = (await allPages((cursor) => managed({ limit: 2, cursor }))).map(({ facet, tag }) => `${facet}:${tag}`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted()).toEqual(
      (await managed({ limit: 100 })).items.map(({ facet, tag }) => `${facet}:${tag}`).toSorted(),
    );
  });

  test("are made by moderators and administrators only, and stand in the trail", async () => {
    const rule = await put({ tag: "chatty", rule: "hidden" });
    const { actor: reader } = await world.token(await world.user({ platformRoles: ["owner"] }), { role: "read" });
    for (const actor of [await world.user(), await world.user({ platformRoles: ["ops"] }), reader]) {
      const ctx = world.as(actor);
      await expect(managed({}, ctx)).rejects.toMatchObject({ code: "forbidden" });
      await expect(put({ tag: "chatty", rule: "featured" }, ctx)).rejects.toMatchObject({ code: "forbidden" });
      await expect(removeTagRule.run(ctx, { id: rule.id })).rejects.toMatchObject({ code: "forbidden" });
    }
    const visitor = world.as({ kind: "anonymous" });
    await expect(removeTagRule.run(visitor, { id: rule.id })).rejects.toMatchObject({ code: "unauthenticated" });
    await removeTagRule.run(admin, { id: rule.id });
    await expect(removeTagRule.run(admin, { id: rule.id })).rejects.toMatchObject({ code: "not_found" });
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const { items } = await listAuditEvents.run(auditor, { target: rule.id, limit: 5 });
    expect(items.map(({ action }) => action).toSorted()).toEqual(["tagRule.removed", "tagRule.set"]);
  });
});
