import { describe, expect, test } from "vitest";
import { createTeam } from "@/server/identity/teams/create-team";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { createIssue } from "../create-issue";
import { findLinks } from "./find-links";
import { namedWordsIn, piecesOf } from "./named";

describe("words of a text that name something", () => {
  test.each([
    ["ask @ada, @lab/vision or (@mei-2).", ["@ada", "@lab/vision", "@mei-2"]],
    ["请@ada看#3", ["@ada", "#3"]],
    ["ada@example.com, @@ada, x.@ada, https://x.example/@ada", []],
    ["#1 a#2 ##3 #04 #5x (#6)", ["#1", "#6"]],
    ["ada/tiny#3, datasets/ada/letters#4; x/ada/tiny#5 ada/tiny#0", ["ada/tiny#3", "datasets/ada/letters#4"]],
    ["https://x.example/ada/tiny#3", []],
  ])("%s", (text, words) => {
    expect(namedWordsIn(text).map(({ word }) => word)).toEqual(words);
  });

  test.each(["a/", "@a/", "a.", "#1", "models/", "@", "a/b#"])("are found in no time in many %s", (part) => {
    const text = part.repeat(65_536 / part.length);
    expect(cpuMsOf(() => namedWordsIn(text))).toBeLessThan(5_000);
  });

  test("leave the rest of a text as it is", () => {
    expect(piecesOf("see #1, #2", new Map([["#2", "/two"]]))).toEqual([
      { text: "see #1, ", at: 0, href: null },
      { text: "#2", at: 8, href: "/two" },
    ]);
  });
});

describe("what the words of a text lead to", () => {
  const world = setupWorld();
  const issue = { title: "Broken", description: "" };

  test("people and discussions that are there, in any case of letters; not those in code", async () => {
    const ada = await world.user();
    const { repo, address } = await repoWith(world.as(ada), { name: "tiny", visibility: "public", texts: { a: "x" } });
    await createIssue.run(world.as(ada), { ...address, ...issue });
    const shouted = ada.username.toUpperCase();
    const text = `@${shouted} @nobody-at-all #1 #2 \`#1\` a@${ada.username}`;
    const found = await findLinks(world.as({ kind: "anonymous" }), repo, [text]);
    expect([...found]).toEqual([
      [`@${shouted}`, `/${ada.username}`],
      ["#1", `/models/${ada.username}/tiny/discussions/1`],
    ]);
  });

  test("a team for those who may know of it", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const { name } = await world.organization(ada, []);
    const owner = world.as(await world.again(ada));
    await createTeam.run(owner, { name, team: "vision", description: "" });
    const { repo } = await repoWith(owner, { name: "open", visibility: "public", texts: { a: "x" } });
    const [mine, others] = [`@${name}/vision`, `@${name}/none`];
    const linksFor = async (ctx: typeof owner) => [...(await findLinks(ctx, repo, [`${mine} ${others}`]))];
    expect(await linksFor(owner)).toEqual([[mine, `/organizations/${name}/teams/vision`]]);
    expect(await linksFor(world.as(eve))).toEqual([]);
  });

  test("another repository for those who may read it; to others a hidden one is like none", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const owner = world.as(ada);
    const facts = { texts: { a: "x" } };
    const here = await repoWith(owner, { ...facts, name: "here", visibility: "public" });
    const model = await repoWith(owner, { ...facts, name: "same", visibility: "private" });
    const dataset = await repoWith(owner, { ...facts, shelf: "datasets", name: "same", visibility: "public" });
    const code = await repoWith(owner, { ...facts, shelf: "codes", name: "one", visibility: "private" });
    for (const { address } of [model, dataset, code]) await createIssue.run(owner, { ...address, ...issue });
    const of = (path: string) => `${ada.username}/${path}`;
    const words = [of("same#1"), `datasets/${of("same#1")}`, of("one#1"), of("gone#1"), of("same#9")];
    const linksFor = async (ctx: typeof owner) =>
      words.map((word, _, all) => findLinks(ctx, here.repo, all).then((links) => links.get(word) ?? null));
    const at = (shelf: string, name: string) => `/${shelf}/${of(name)}/discussions/1`;
    expect(await Promise.all(await linksFor(owner))).toEqual([
      ...[at("models", "same"), at("datasets", "same"), at("codes", "one")],
      ...[null, null],
    ]);
    expect(await Promise.all(await linksFor(world.as(eve)))).toEqual([
      ...[at("datasets", "same"), at("datasets", "same"), null],
      ...[null, null],
    ]);
  });
});
