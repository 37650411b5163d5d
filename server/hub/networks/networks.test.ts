import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { networkSize } from ".";
import { cacheBytes, cacheOf } from "./cache";
import { openConfig } from "./model-config";

interface PublicModel {
  readonly name: string;
  /** As the model's card or the headers of its weights say. */
  readonly parameters: number;
  /** The settings that matter, with the values of its config.json. */
  readonly config: Readonly<Record<string, unknown>>;
}

const models: readonly PublicModel[] = readFileSync(new URL("public-models.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const configOf = (json: unknown) => {
  const config = openConfig(json);
  if (!config) throw new Error("no settings");
  return config;
};
const byName = (name: string) => configOf(models.find((model) => model.name === name)?.config);

test.each(models)("$name has $parameters parameters", ({ parameters, config }) => {
  expect(networkSize(configOf(config))?.total).toBe(parameters);
});

test.each([
  ["Mixtral-8x7B", 12_879_925_248],
  ["DeepSeek-V3", 37_552_297_472],
  ["Llama-3-8B", 8_030_261_248],
])("%s works on a token with %d of them", (name, active) => {
  expect(networkSize(byName(name))?.active).toBe(active);
});

test.each([
  ["Llama-2-7b", 512],
  ["Llama-3.1-70B", 320],
  ["Qwen2.5-7B", 56],
  ["Qwen3-8B", 144],
  ["DeepSeek-V3", 68.625],
  ["falcon-7b", 8],
  ["gpt2", 36],
])("%s keeps %d KiB of one token", (name, kibibytes) => {
  const cache = cacheOf(byName(name));
  expect(cache && cacheBytes(cache, { contextLength: 1, sequences: 1, entryBytes: 2 }) / 1024).toBe(kibibytes);
});

test("layers with a window keep no more than it holds", () => {
  const cache = cacheOf(byName("gemma-3-1b"));
  expect(cache).toMatchObject({ fullLayers: 4, windowLayers: 22, window: 512, entriesPerLayer: 512 });
  const load = { contextLength: 32_768, sequences: 2, entryBytes: 2 };
  expect(cache && cacheBytes(cache, load)).toBe((4 * 32_768 + 22 * 512) * 512 * 2 * 2);
});

test("a window that is switched off counts for nothing", () => {
  expect(cacheOf(byName("Qwen2.5-7B"))).toMatchObject({ fullLayers: 28, windowLayers: 0 });
});

test("layers of linear attention keep a state that does not grow", () => {
  const config = configOf({
    ...{ model_type: "qwen3_next", num_hidden_layers: 48, hidden_size: 2048, num_attention_heads: 16, head_dim: 256 },
    ...{ num_key_value_heads: 2, full_attention_interval: 4, linear_num_value_heads: 32 },
    ...{ linear_key_head_dim: 128, linear_value_head_dim: 128 },
  });
  expect(cacheOf(config)).toMatchObject({ fullLayers: 12, windowLayers: 0, stateEntries: 36 * 32 * 128 * 128 });
});

test("settings of a language model inside a larger one are found; the weights that see are not guessed", () => {
  const { config = {} } = models.find(({ name }) => name === "Qwen2.5-7B") ?? {};
  const seeing = configOf({ model_type: "qwen2_5_vl", vision_config: { depth: 32 }, text_config: config });
  expect(cacheOf(seeing)).toEqual(cacheOf(configOf(config)));
  expect(networkSize(seeing)).toBeNull();
});

test.each([
  [{}],
  [{ model_type: "llama" }],
  [{ model_type: "something-new", hidden_size: 8 }],
  [{ model_type: "llama", hidden_size: "4096", num_hidden_layers: -1, num_attention_heads: 0, vocab_size: 1e300 }],
  [{ model_type: "__proto__", hidden_size: 1, num_hidden_layers: 1 }],
  [
    {
      model_type: "llama",
      hidden_size: 2 ** 40,
      intermediate_size: 2 ** 40,
      num_hidden_layers: 9,
      vocab_size: 1,
      num_attention_heads: 1,
    },
  ],
])("R settings that say too little, or nonsense, give no number: %j", (json) => {
  expect(networkSize(configOf(json))).toBeNull();
});

test.each([[null], [[]], ["text"], [7]])("R %j is no file of settings", (json) => {
  expect(openConfig(json)).toBeNull();
});
