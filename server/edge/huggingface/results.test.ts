import { expect, test } from "vitest";
import { setupCaller } from "@/server/testing/hub-caller";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const { get, ...caller } = setupCaller(world, setupHubServer(world));

const README = `---
base_model: ada/base@v1.0
model-index:
- name: m
  results: [{task: {type: qa}, dataset: {type: quiz, name: Quiz}, metrics: [{type: accuracy, value: 1}]}]
---
`;

test("a model says its results, its base and the spaces that use it as clients read them", async () => {
  const results = "- dataset: {id: ada/bench, task_id: hard}\n  value: 20.9\n- value: 1\n";
  const texts = { "README.md": README, ".eval_results/a.yaml": results, ".eval_results/b.yaml": "a: [" };
  await repoWith(caller.ctx(), { name: "measured", texts });
  const name = `${caller.user().username}/measured`;
  const space = { "README.md": `---\nsdk: static\nmodels: [${name}]\n---\n` };
  await repoWith(caller.ctx(), { name: "demo", shelf: "spaces", texts: space });

  const { json } = await get(`/api/models/${name}`);
  expect(json["model-index"]).toMatchObject([{ name: "m", results: [{ metrics: [{ value: 1 }] }] }]);
  expect(json.cardData["model-index"]).toEqual(json["model-index"]);
  const expanded = await get(`/api/models/${name}?expand=evalResults&expand=spaces&expand=baseModels`);
  expect(expanded.json).toMatchObject({
    evalResults: [
      { filename: ".eval_results/a.yaml", data: { dataset: { id: "ada/bench", task_id: "hard" }, value: 20.9 } },
      { filename: ".eval_results/a.yaml", error: expect.stringContaining("task_id") },
      { filename: ".eval_results/b.yaml", error: expect.any(String) },
    ],
    spaces: [`${caller.user().username}/demo`],
    baseModels: { models: [{ id: "ada/base" }] },
  });
});
