import { describe, expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { hubOperations } from "../operations";

const { getEvalResults } = hubOperations;
const README = `---
model-index:
- name: m
  results: [{task: {type: qa}, dataset: {type: quiz, name: Quiz}, metrics: [{type: accuracy, value: 1}]}]
---
`;
const RESULTS = `- dataset: {id: ada/bench, task_id: hard, revision: abc}
  value: 20.9
  verifyToken: signed
  source: {url: "https://example.com/run", name: Run}
  notes: no tools
- dataset: {id: ada/bench}
  value: 1
`;

describe("results in files", () => {
  const world = setupWorld();

  test("D8 of many files that take the parser long, a few are read", async () => {
    const ada = world.as(await world.user());
    const names = Array.from({ length: 12 }, (_, index) => `.eval_results/${index + 10}.yaml`);
    const texts = Object.fromEntries(names.map((name, index) => [name, "}".repeat(index === 0 ? 100_001 : 19_000)]));
    const made = await repoWith(ada, { name: "slow", texts });
    const { items, problems } = await getEvalResults.run(ada, made.address);
    expect(items).toEqual([]);
    expect(problems).toHaveLength(12);
    expect(problems.filter(({ message }) => message === "is too large")).toHaveLength(2);
  });

  test("stand beside those of the card, and what cannot be read is told", async () => {
    const ada = world.as(await world.user());
    const texts = {
      "README.md": README,
      ".eval_results/bench.yaml": RESULTS,
      ".eval_results/broken.yaml": "- [",
      ".eval_results/map.yml": "a: 1",
      ".eval_results/notes.txt": "- ignored",
    };
    const made = await repoWith(ada, { name: "measured", texts });
    const { items, problems } = await getEvalResults.run(ada, made.address);
    expect(items).toMatchObject([
      { task: "qa", dataset: "quiz", metric: "accuracy", value: "1", isHere: false },
      {
        ...{ task: "hard", dataset: "ada/bench", revision: "abc", value: "20.9", isVerified: true },
        ...{ metric: "score", metricName: "no tools", source: { name: "Run", url: "https://example.com/run" } },
      },
    ]);
    expect(problems.map(({ path }) => path)).toEqual([
      ".eval_results/bench.yaml[1].dataset",
      ".eval_results/broken.yaml",
      ".eval_results/map.yml",
    ]);
  });

  test("lead to a dataset that is here and seen, and to no other", async () => {
    const user = await world.user();
    const ada = world.as(user);
    const data = `${user.username}/bench`;
    await repoWith(ada, { name: "bench", shelf: "datasets", visibility: "private", texts: { a: "x" } });
    const text = `- dataset: {id: ${data}, task_id: t}\n  value: 1\n`;
    const made = await repoWith(ada, { name: "m", visibility: "public", texts: { ".eval_results/a.yaml": text } });
    expect((await getEvalResults.run(ada, made.address)).items).toMatchObject([{ dataset: data, isHere: true }]);
    const stranger = world.as(await world.user());
    expect((await getEvalResults.run(stranger, made.address)).items).toMatchObject([{ dataset: data, isHere: false }]);
  });

  test("are none in an empty repository", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "empty" });
    expect(await getEvalResults.run(ada, made.address)).toEqual({ items: [], problems: [], isCut: false });
  });
});
