import { request } from "undici";
import { z } from "zod";
import { createKeptAnswers } from "@/server/gateway";
import type { Upstreams } from "./upstream";

const ASKED_MS = 1_000;
const KEPT_MS = 60_000;
const MAX_BYTES = 64 << 10;

const Modalities = z.array(z.string().max(40)).max(16);
const Told = z.object({
  data: z.tuple([
    z.object({
      context_length: z.int().positive().nullish(),
      architecture: z.object({ input_modalities: Modalities, output_modalities: Modalities }).nullish(),
    }),
  ]),
});

/** What a runtime tells of its model; nothing where it does not run or does not say. */
export interface RuntimeFacts {
  readonly contextLength: number | null;
  readonly modalities: { readonly input: readonly string[]; readonly output: readonly string[] } | null;
}

const NOTHING: RuntimeFacts = { contextLength: null, modalities: null };

/** Asks runtimes what their models can do, each once a minute. */
export function createRuntimeFacts(upstreams: Upstreams) {
  const recent = createKeptAnswers<RuntimeFacts>({ ttlMs: KEPT_MS });
  const load = (address: string) => ask(upstreams, address).catch(() => NOTHING);
  return async (address: string | null): Promise<RuntimeFacts> =>
    address === null ? NOTHING : recent(address, { load: () => load(address) });
}
export type FactsOf = ReturnType<typeof createRuntimeFacts>;

async function ask(dispatcher: Upstreams, address: string): Promise<RuntimeFacts> {
  const { body } = await request(`${address}/v1/models`, { dispatcher, signal: AbortSignal.timeout(ASKED_MS) });
  const [model] = Told.parse(JSON.parse(await textOf(body))).data;
  const { input_modalities: input, output_modalities: output } = model.architecture ?? {};
  return { contextLength: model.context_length ?? null, modalities: input && output ? { input, output } : null };
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > MAX_BYTES) throw new Error("What a runtime tells of its model is too long");
  }
  return Buffer.concat(parts).toString("utf8");
}
