import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { ListReposInput, SearchInput } from "../contract/repo";
import { saveTagRule } from "../tags/store/tag-rules";
import { getFacets } from "./get-facets";
import { labelledBy, namesOfTasks } from "./labels";
import { listRepos } from "./list-repos";
import { search } from "./search";

describe("a search for a label", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  beforeAll(async () => {
    ctx = world.as(await world.user());
    const card = (task: string, more = "") => ({ "README.md": `---\npipeline_tag: ${task}\n${more}---\n# Words` });
    await repoWith(ctx, { name: "bge-tiny", texts: card("feature-extraction", "license: mit\n") });
    await repoWith(ctx, { name: "other-vectors", texts: card("feature-extraction") });
    await repoWith(ctx, { name: "depth", texts: card("depth-estimation") });
  });
  const found = async (query: string) =>
    (await search.run(ctx, SearchInput.parse({ query }))).items.map(({ name }) => name).sort();
  const listed = async (text: string) => {
    const asked = ListReposInput.parse({ shelf: "models", search: text });
    const [{ items }, { total }] = await Promise.all([listRepos.run(ctx, asked), getFacets.run(ctx, asked)]);
    expect(total).toBe(items.length);
    return items.map(({ name }) => name).sort();
  };

  test.each([
    ["the name of a task in Chinese", "特征提取", ["bge-tiny", "other-vectors"]],
    ["its beginning", "特征提", ["bge-tiny", "other-vectors"]],
    ["its name in English", "Feature Extraction", ["bge-tiny", "other-vectors"]],
    ["its name beside another word", "bge 特征提取", ["bge-tiny"]],
    ["another task", "深度估计", ["depth"]],
    ["a task that nothing here does", "图像分类", []],
  ])("finds what carries it, by %s", async (_what, text, names) => {
    expect(await found(text)).toEqual(names);
    expect(await listed(text)).toEqual(names);
  });

  test("finds what carries a tag that administrators gave a label, and what counts as it", async () => {
    const rule = {
      facet: "license",
      tag: "mit",
      target: null,
      position: 0,
      labelEn: "MIT",
      labelZh: "麻省理工",
    } as const;
    await saveTagRule(ctx, { ...rule, rule: "featured" });
    expect(await found("麻省理工")).toEqual(["bge-tiny"]);
    expect(await listed("麻省理工")).toEqual(["bge-tiny"]);
  });
});

test("what is found says what its tasks are called", () => {
  expect(namesOfTasks(["feature-extraction", "haiku-writing", "feature-extraction", "constructor"])).toEqual([
    { id: "feature-extraction", en: "Feature Extraction", zh: "特征提取" },
  ]);
});

describe("a text", () => {
  test.each([
    ["特征提取", { 特征提取: ["task:feature-extraction"] }],
    ["文本分", { 文本分: ["task:text-classification"] }],
    ["图像生成 3D", { "图像生成 3D": ["task:image-to-3d"] }],
    ["graph machine learning", { "graph machine learning": ["task:graph-ml"] }],
    ["特", {}],
    ["gra", {}],
    ["text generation", {}],
    ["取", {}],
    ["", {}],
  ])("%j means the tags that it labels", (text, meant) => {
    const { [text]: whole } = Object.fromEntries(labelledBy(text, []));
    expect(whole).toEqual(Object.values(meant)[0]);
  });
});
