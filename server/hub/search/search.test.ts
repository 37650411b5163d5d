import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { ListReposInput, SearchInput, UpdateRepoInput } from "../contract/repo";
import { renameRepo } from "../repositories/rename-repo";
import { updateRepo } from "../repositories/update-repo";
import { listRepos } from "./list-repos";
import { search } from "./search";

const card = `---
license: apache-2.0
tags: [conversational]
---
# Zebrafish
A small model that answers questions about aquaria. 一个用于中文对话的语言模型。
`;

describe("a search for repositories", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  let address: { readonly shelf: "models"; readonly namespace: string; readonly name: string };
  beforeAll(async () => {
    ctx = world.as(await world.user());
    const made = await repoWith(ctx, { name: "Llama-Tiny", texts: { "README.md": card, "weights/q4.bin": "x" } });
    address = { ...made.address, shelf: "models" };
    await repoWith(ctx, { name: "secret-llama", visibility: "private", texts: { "README.md": card } });
  });
  const namesFor = async (query: string, asker: Ctx<Dependency> = world.as({ kind: "anonymous" })) =>
    (await search.run(asker, SearchInput.parse({ query }))).items.map(({ name }) => name);

  test.each([
    ["a part of the name", "ma-ti"],
    ["the beginning of a word of the card", "aquar"],
    ["words of the card and the name, in any order", "questions llama"],
    ["a tag", "conversational"],
    ["the license", "apache"],
    ["the name of a file", "q4"],
    ["Chinese words inside a sentence", "语言模型"],
    ["one Chinese letter", "对"],
    ["mixed text", "中文 llama"],
    ["a mistyped name", "llama-tinny"],
  ])("finds it by %s", async (_what, query) => {
    expect(await namesFor(query)).toEqual(["Llama-Tiny"]);
  });

  test.each([["aquarium zebra unrelated"], ["模语言"], ["'; drop table repos; --"], ["%%%%"], ["\\"], ["&|!:*"]])(
    "R finds nothing for %j, and breaks nothing",
    async (query) => {
      expect(await namesFor(query)).toEqual([]);
    },
  );

  test("A5 shows a private repository to those who may read it, also by its card and by a mistake", async () => {
    expect(await namesFor("aquaria", ctx)).toEqual(expect.arrayContaining(["Llama-Tiny", "secret-llama"]));
    expect(await namesFor("secrt-llama", ctx)).toContain("secret-llama");
    expect(await namesFor("secrt-llama")).not.toContain("secret-llama");
  });

  test("keeps to one kind of repository, also with a mistake", async () => {
    await repoWith(ctx, { shelf: "datasets", name: "guide-questions" });
    await repoWith(ctx, { name: "guide-2m-gguf" });
    const on = async (shelf: "models" | "datasets", query: string) =>
      (await search.run(ctx, SearchInput.parse({ query, shelf }))).items.map(({ name }) => name);
    expect(await on("models", "guied")).toEqual(["guide-2m-gguf"]);
    expect(await on("datasets", "guied")).toEqual(["guide-questions"]);
    expect(await on("datasets", "guide")).toEqual(["guide-questions"]);
  });

  test("follows a new description, a new card and a new name", async () => {
    await updateRepo.run(ctx, UpdateRepoInput.parse({ ...address, description: "Knows everything about axolotls" }));
    expect(await namesFor("axolotl")).toEqual(["Llama-Tiny"]);
    await updateRepo.run(ctx, UpdateRepoInput.parse({ ...address, description: "" }));
    expect(await namesFor("axolotl")).toEqual([]);
    await renameRepo.run(ctx, { ...address, newName: "Alpaca-Tiny" });
    expect(await namesFor("alpaca aquaria")).toEqual(["Alpaca-Tiny"]);
    const { items } = await listRepos.run(ctx, ListReposInput.parse({ shelf: "models", search: "aquaria alpaca" }));
    expect(items.map(({ name }) => name)).toEqual(["Alpaca-Tiny"]);
  });
});
