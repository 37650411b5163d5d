import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { safetensorsWith } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { GetFitInput } from "../contract/fit";
import { getFit } from "./get-fit";
import { getWeights } from "./get-weights";

const GIB = 1024 ** 3;
const tiny = {
  ...{ architectures: ["LlamaForCausalLM"], model_type: "llama", hidden_size: 64, intermediate_size: 128 },
  ...{ num_hidden_layers: 2, num_attention_heads: 4, num_key_value_heads: 2, vocab_size: 256 },
  ...{ max_position_embeddings: 4096, tie_word_embeddings: true },
};
const json = (value: unknown) => JSON.stringify(value);

const tensorFile = (shape: readonly number[], dtype: "F16" | "I32" | "BF16" = "F16"): Buffer =>
  safetensorsWith({ weight: { dtype, shape } });

describe("whether a model fits on this machine", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  beforeAll(async () => {
    ctx = world.as(await world.user());
  });
  const fitOf = (input: object) => getFit.run(ctx, GetFitInput.parse(input));

  test("a GGUF model fits as its largest file, with the context it was trained on at most", async () => {
    const objects = { "guide-q8_0.gguf": readFileSync("samples/guide/guide-2m-q8_0.gguf") };
    const { address } = await repoWith(ctx, { name: "fit-gguf", objects });
    const fit = await fitOf({ ...address, contextLength: 100_000, sequences: 4 });
    expect(fit).toMatchObject({ contextLength: 512, sequences: 4, hasCache: true });
    const host = fit.items.at(-1);
    expect(host).toMatchObject({ id: "host", verdict: "fits", variant: { name: "Q8_0", isEstimated: false } });
    expect(host?.memory.cache).toBeGreaterThan(0);
  });

  test("tensors fit as they are stored; settings beside them tell the rest of the network", async () => {
    const { address } = await repoWith(ctx, {
      name: "fit-tensors",
      texts: { "config.json": json(tiny), "tokenizer_config.json": json({ chat_template: "{{ messages }}" }) },
      objects: { "model.safetensors": tensorFile([256, 64]) },
    });
    expect(await getWeights.run(ctx, address)).toMatchObject({
      ...{ parameters: 256 * 64, isEstimated: false, architecture: "LlamaForCausalLM", contextLength: 4096 },
      network: { layers: 2, heads: 4, kvHeads: 2, headDim: 16, vocabularySize: 256, hasChatTemplate: true },
    });
    const { items } = await fitOf(address);
    expect(items.at(-1)).toMatchObject({ verdict: "fits", variant: { name: "F16" } });
    expect(items.at(-1)?.memory.cache).toBe(2 * 2 * 2 * 16 * 4096 * 2);
  });

  test("without tensors that say how many there are, the settings count; packed ones are not taken for parameters", async () => {
    const { address: bare } = await repoWith(ctx, {
      name: "fit-bare",
      texts: { "config.json": json(tiny) },
    });
    const counted = 256 * 64 + 64 + 2 * (2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 128 + 2 * 64);
    expect(await getWeights.run(ctx, bare)).toMatchObject({ parameters: counted, isEstimated: true, formats: [] });
    expect((await fitOf(bare)).items.at(-1)).toMatchObject({ variant: { name: "BF16", isEstimated: true } });

    const { address: packed } = await repoWith(ctx, {
      name: "fit-packed",
      texts: { "config.json": json({ ...tiny, quantization_config: { quant_method: "gptq", bits: 4 } }) },
      objects: { "model.safetensors": tensorFile([8, 64], "I32") },
    });
    expect(await getWeights.run(ctx, packed)).toMatchObject({
      ...{ parameters: counted, isEstimated: true, quantization: "gptq 4-bit" },
    });
    expect((await fitOf(packed)).items.at(-1)).toMatchObject({ variant: { name: "gptq 4-bit", isEstimated: false } });
  });

  test("R settings that are no JSON, or nonsense, break nothing; a model larger than the machine does not fit", async () => {
    const { address: broken } = await repoWith(ctx, {
      ...{ name: "fit-broken", texts: { "config.json": "{nope", "tokenizer_config.json": json([1]) } },
    });
    expect(await fitOf(broken)).toMatchObject({ items: [], hasCache: false });
    const huge = { ...tiny, hidden_size: 65_536, intermediate_size: 262_144, num_hidden_layers: 200 };
    const { address } = await repoWith(ctx, { name: "fit-huge", texts: { "config.json": json(huge) } });
    const host = (await fitOf(address)).items.at(-1);
    expect(host).toMatchObject({ verdict: "too_large", variant: { name: "4-bit" } });
    expect(host?.memory.total).toBeGreaterThan(1_000 * GIB);
  });
});
