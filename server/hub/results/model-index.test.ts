import { describe, expect, test } from "vitest";
import { parseCard } from "../card/card";
import { checkCard } from "../card/check-card";
import { readModelIndex } from "./model-index";

const CARD = `---
model-index:
- name: tuned-7b
  results:
  - task: {type: text-generation, name: Text Generation}
    dataset: {type: openai/gsm8k, name: GSM8K, config: main, split: test, args: {num_few_shot: 5}}
    metrics:
    - {type: exact_match, value: 0.51234567, name: Exact match, verified: true}
    - {type: acc_stderr, value: "51.2 ± 0.4"}
    source: {name: Leaderboard, url: https://example.com/board}
  - task: {type: summarization}
    dataset: {type: news, name: News}
    metrics: [{type: rouge, value: 41}]
    source: {url: "javascript:alert(1)"}
---
`;
const read = (index: unknown) => readModelIndex({ "model-index": index });

describe("the results in a card", () => {
  test("are read one by one, with where they come from", () => {
    const { items, problems, isCut } = readModelIndex(parseCard(CARD).metadata);
    expect({ problems, isCut }).toEqual({ problems: [], isCut: false });
    expect(items).toMatchObject([
      {
        ...{ model: "tuned-7b", task: "text-generation", taskName: "Text Generation", dataset: "openai/gsm8k" },
        ...{ datasetName: "GSM8K", config: "main", split: "test", metric: "exact_match", value: "0.512346" },
        ...{ isVerified: true, source: { name: "Leaderboard", url: "https://example.com/board" } },
      },
      { metric: "acc_stderr", value: "51.2 ± 0.4", isVerified: false },
      { dataset: "news", metric: "rouge", value: "41", source: null },
    ]);
  });

  test("are none where a card has none", () => {
    expect(readModelIndex({})).toEqual({ items: [], problems: [], isCut: false });
    expect(read(null)).toEqual({ items: [], problems: [], isCut: false });
  });

  test.each([
    ["no list", {}, "model-index"],
    ["results that are no list", [{ name: "m", results: 1 }], "model-index[0].results"],
    [
      "no task",
      [{ name: "m", results: [{ dataset: { type: "x", name: "X" }, metrics: [] }] }],
      "model-index[0].results[0].task",
    ],
    [
      "a value that is a list",
      [
        {
          name: "m",
          results: [{ task: { type: "t" }, dataset: { type: "x", name: "X" }, metrics: [{ type: "a", value: [1] }] }],
        },
      ],
      "model-index[0].results[0].metrics[0].value",
    ],
  ])("tell the author where they break: %s", (_what, index, path) => {
    expect(read(index)).toMatchObject({ items: [], problems: [{ path }] });
  });

  test("are cut where they are too many, and so are their texts", () => {
    const metrics = Array.from({ length: 600 }, () => ({ type: "a".repeat(1_000), value: 1 }));
    const { items, isCut } = read([
      { name: "m", results: [{ task: { type: "t" }, dataset: { type: "d", name: "D" }, metrics }, { task: 1 }] },
    ]);
    expect(items).toHaveLength(500);
    expect(items[0]?.metric).toHaveLength(200);
    expect(isCut).toBe(true);
  });

  test("are warned about before a commit, and refused only where they are no list of models", () => {
    const source =
      "---\nlicense: mit\nmodel-index:\n- name: m\n  results: [{task: {}, dataset: {type: d, name: D}}]\n---\n";
    expect(checkCard(source, "model")).toMatchObject({
      errors: [],
      warnings: [{ message: expect.stringContaining("model-index[0].results[0].task"), line: 3 }],
    });
    expect(checkCard("---\nmodel-index: {}\n---\n", "model").errors).toHaveLength(1);
  });
});
