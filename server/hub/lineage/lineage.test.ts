import { describe, expect, test } from "vitest";
import { repoLinks } from "@/db/schema/hub";
import { newRow } from "@/server/kernel";
import { countedQueries } from "@/server/testing/counted-queries";
import { ggufText, u32, u64 } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { GetLineageGraphInput } from "../contract/lineage";
import { hubOperations } from "../operations";
import { configLinks } from "./config-links";
import { targetOf } from "./link";
import { recordHeaderLinks } from "./record-links";

const { getLineage, getLineageGraph, deleteRepo } = hubOperations;
const card = (fields: object, body = "") =>
  `---\n${Object.entries(fields)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n")}\n---\n${body}`;

/** A GGUF file without tensors. */
const ggufWith = (texts: Readonly<Record<string, string>>) =>
  Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(0),
    u64(Object.keys(texts).length),
    ...Object.entries(texts).flatMap(([key, text]) => [ggufText(key), u32(8), ggufText(text)]),
  ]);

describe("the lineage of a repository", () => {
  const world = setupWorld();
  const graphOf = async (ctx: ReturnType<typeof world.as>, input: object) => {
    const graph = await getLineageGraph.run(ctx, GetLineageGraphInput.parse(input));
    const nameOf = (id: string) =>
      graph.nodes
        .find((node) => node.id === id)
        ?.name.split("/")
        .at(-1) ?? id;
    const edges = graph.edges.map(({ from, to, relation }) => `${nameOf(from)} > ${relation} > ${nameOf(to)}`);
    return { ...graph, names: graph.nodes.map(({ id }) => nameOf(id)), edges };
  };

  test("is walked in both directions, across models, datasets, spaces and papers", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const put = (name: string, texts: Record<string, string>, shelf: "models" | "datasets" | "spaces" = "models") =>
      repoWith(ada, { name, shelf, visibility: "public", texts });
    await put("corpus", { "README.md": card({ license: "mit" }) }, "datasets");
    await put("base", { "README.md": card({ datasets: [`${at}/corpus`] }, "See arxiv.org/abs/2301.00001") });
    const tuned = await put("tuned", {
      "README.md": card({ base_model: `${at}/base@v1.0`, base_model_relation: "finetune" }, "arXiv:2301.00002"),
    });
    await put("adapter", {
      "README.md": card({ license: "mit" }),
      "adapter_config.json": JSON.stringify({ base_model_name_or_path: `${at}/tuned`, revision: "abc" }),
    });
    await put("demo", { "README.md": card({ models: [`${at}/adapter`, `${at}/tuned`] }) }, "spaces");
    await put("cousin", { "README.md": card({}, "arXiv:2301.00002") });

    const graph = await graphOf(world.as(await world.user()), tuned.address);
    expect(graph.names.toSorted()).toEqual(
      ["2301.00001", "2301.00002", "adapter", "base", "corpus", "cousin", "demo", "tuned"].toSorted(),
    );
    expect(graph.edges.toSorted()).toEqual(
      [
        "2301.00001 > paper > base",
        "2301.00002 > paper > cousin",
        "2301.00002 > paper > tuned",
        "adapter > model > demo",
        "base > finetune > tuned",
        "corpus > dataset > base",
        "tuned > adapter > adapter",
        "tuned > model > demo",
      ].toSorted(),
    );
    expect(graph).toMatchObject({ isCut: false, isDeeper: false });
    const { from, to } = await getLineage.run(ada, tuned.address);
    expect(from).toMatchObject([{ relation: "finetune", origin: "card", revision: "v1.0", target: `${at}/base` }]);
    const adapter = to.find(({ relation }) => relation === "adapter");
    expect(adapter).toMatchObject({ origin: "config", revision: "abc" });
  });

  test("says that there is more beyond its depth and its number of nodes, and shows the nearest", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const put = (name: string, base?: string) =>
      repoWith(ada, {
        name,
        visibility: "public",
        texts: { "README.md": card(base ? { base_model: `${at}/${base}` } : { license: "mit" }) },
      });
    const root = await put("first");
    for (const [name, base] of [
      ["second", "first"],
      ["third", "second"],
      ["fourth", "third"],
    ]) {
      if (name) await put(name, base);
    }
    expect(await graphOf(ada, { ...root.address, depth: 1 })).toMatchObject({ isDeeper: true, isCut: false });
    expect(await graphOf(ada, { ...root.address, depth: 3 })).toMatchObject({ isDeeper: false, isCut: false });
    for (const index of Array(6).keys()) await put(`more-${index}`, "first");
    const cut = await graphOf(ada, { ...root.address, limit: 5 });
    expect(cut).toMatchObject({ isCut: true });
    expect(cut.names).toHaveLength(5);
  });

  test("does not tell of what one may not see: neither names nor numbers, nor what lies behind it", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const base = await repoWith(ada, { name: "open", visibility: "public", texts: { "README.md": card({ a: 1 }) } });
    await repoWith(ada, {
      name: "secret",
      visibility: "private",
      texts: { "README.md": card({ base_model: `${at}/open` }) },
    });
    const top = await repoWith(ada, {
      name: "top",
      visibility: "public",
      texts: { "README.md": card({ base_model: `${at}/secret` }) },
    });
    const stranger = world.as(await world.user());
    expect(await graphOf(stranger, base.address)).toMatchObject({ names: ["open"], edges: [], isDeeper: false });
    expect(await graphOf(stranger, { ...base.address, depth: 1 })).toMatchObject({ isDeeper: false });
    expect((await getLineage.run(stranger, base.address)).to).toEqual([]);
    const up = await graphOf(stranger, top.address);
    expect(up.nodes.map(({ name, repo }) => [name, repo === null])).toEqual([
      [`${at}/top`, false],
      [`${at}/secret`, true],
    ]);
    expect((await graphOf(ada, base.address)).names).toEqual(["open", "secret", "top"]);
  });

  test("takes as few questions for many targets as for one", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const put = (name: string, bases: readonly string[]) =>
      repoWith(ada, { name, visibility: "public", texts: { "README.md": card({ base_model: bases }) } });
    const names = Array.from({ length: 6 }, (_, index) => `base-${index}`);
    for (const name of names) await put(name, []);
    const few = await put("few", [`${at}/base-0`]);
    const many = await put(
      "many",
      names.map((name) => `${at}/${name}`),
    );
    const visitor = () => countedQueries(world.as({ kind: "anonymous" }));
    const [asked, askedMany] = [visitor(), visitor()];
    expect((await graphOf(asked.ctx, few.address)).nodes).toHaveLength(2);
    expect((await graphOf(askedMany.ctx, many.address)).nodes).toHaveLength(7);
    expect(askedMany.queries()).toBe(asked.queries());
  });

  test("tells what was made from a model, also beside one that names thousands of others", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const put = (name: string, fields: object) =>
      repoWith(ada, { name, visibility: "public", texts: { "README.md": card(fields) } });
    const model = await put("model", { license: "mit" });
    const loud = await put("loud", { base_model: `${at}/model`, base_model_relation: "quantized" });
    await put("tuned", { base_model: `${at}/model`, base_model_relation: "quantized" });
    const start = { repoId: loud.repo.id, relation: "adapter", targetKind: "model" } as const;
    const others = Array.from({ length: 5_000 }, (_, index) => `a/${index}`);
    await ada.db
      .insert(repoLinks)
      .values(others.map((target) => ({ ...newRow(ada), ...start, target, targetFolded: target })));
    const { to } = await getLineage.run(ada, model.address);
    expect(to.map(({ target }) => target).toSorted()).toEqual([`${at}/loud`, `${at}/tuned`]);
    const { edges } = await graphOf(ada, model.address);
    expect(edges.toSorted()).toEqual(["model > quantized > loud", "model > quantized > tuned"]);
  });

  test("survives a circle, a repository that names itself and one that is gone", async () => {
    const user = await world.user();
    const [ada, at] = [world.as(user), user.username];
    const put = (name: string, base: string) =>
      repoWith(ada, { name, visibility: "public", texts: { "README.md": card({ base_model: `${at}/${base}` }) } });
    const one = await put("one", "two");
    const two = await put("two", "one");
    const self = await put("self", "self");
    const { edges } = await graphOf(ada, { ...one.address, depth: 8 });
    expect(edges.toSorted()).toEqual(["one > base > two", "two > base > one"]);
    expect(await graphOf(ada, self.address)).toMatchObject({ names: ["self"], edges: [] });
    await deleteRepo.run(ada, two.address);
    expect((await graphOf(ada, one.address)).nodes).toMatchObject([{}, { name: `${at}/two`, repo: null }]);
  });

  test("reads where a GGUF file comes from, and believes the card more", async () => {
    const user = await world.user();
    const ada = world.as(user);
    const header = {
      "general.base_model.0.repo_url": "https://huggingface.co/meta/llama",
      "general.dataset.0.repo_url": "https://huggingface.co/datasets/meta/words",
      "general.source.repo_url": "/home/ada/llama",
    };
    const made = await repoWith(ada, {
      name: "quants",
      texts: { "README.md": card({ license: "mit" }) },
      objects: { "m-Q4_K_M.gguf": ggufWith(header) },
    });
    await recordHeaderLinks(ada, made.repo.id);
    await recordHeaderLinks(ada, made.repo.id);
    const { from } = await getLineage.run(ada, made.address);
    expect(from).toMatchObject([
      { relation: "dataset", origin: "gguf", target: "meta/words", kind: "dataset" },
      { relation: "quantized", origin: "gguf", target: "meta/llama" },
    ]);
    const known = await repoWith(ada, {
      name: "quants-2",
      texts: { "README.md": card({ base_model: "Meta/Llama", base_model_relation: "merge" }) },
      objects: { "m-Q4_K_M.gguf": ggufWith(header) },
    });
    await recordHeaderLinks(ada, known.repo.id);
    const links = (await getLineage.run(ada, known.address)).from.filter(({ kind }) => kind === "model");
    expect(links).toMatchObject([{ relation: "merge", origin: "card", target: "Meta/Llama" }]);
  });

  test.each([
    ["ada/m@0123abc", { target: "ada/m", revision: "0123abc" }],
    ["ada/m@refs/pr/1", { target: "ada/m", revision: "refs/pr/1" }],
    ["ada/m", { target: "ada/m", revision: null }],
    ["./out", null],
    ["../ada", null],
    ["/home/ada/model", null],
    ["bert-base", null],
    ["a/b/c", null],
  ])("reads %s", (text, found) => {
    expect(targetOf(text)).toEqual(found);
  });

  test("takes no folder of somebody's disk for a model", () => {
    expect(configLinks({ adapter: { base_model_name_or_path: "/tmp/x" }, config: { _name_or_path: "./m" } })).toEqual(
      [],
    );
  });
});
