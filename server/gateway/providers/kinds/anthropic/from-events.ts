import { z } from "zod";
import type { Chunk, Usage } from "../../../chunk";
import type { ReadEvent } from "../kind";

const Count = z.int().min(0).nullish();
const Counts = z.looseObject({
  input_tokens: Count,
  cache_creation_input_tokens: Count,
  cache_read_input_tokens: Count,
  output_tokens: Count,
});
type Counts = z.infer<typeof Counts>;
const usage = Counts.nullish();
const index = z.int().min(0);
const text = z.string();

/** Anthropic's events as far as a chat can hold them. */
const Event = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("message_start"), message: z.looseObject({ id: text, usage }) }),
  z.looseObject({
    ...{ type: z.literal("content_block_start"), index },
    content_block: z.looseObject({ type: text, id: text.optional(), name: text.optional(), text: text.optional() }),
  }),
  z.looseObject({
    ...{ type: z.literal("content_block_delta"), index },
    delta: z.looseObject({
      ...{ type: text, text: text.optional() },
      ...{ thinking: text.optional(), partial_json: text.optional() },
    }),
  }),
  z.looseObject({ type: z.literal("content_block_stop"), index }),
  z.looseObject({
    type: z.literal("message_delta"),
    delta: z.looseObject({ stop_reason: text.nullish(), stop_sequence: text.nullish() }),
    usage,
  }),
  z.looseObject({ type: z.literal("message_stop") }),
  z.looseObject({ type: z.literal("error"), error: z.unknown() }),
]);
type Event = z.infer<typeof Event>;
const KNOWN = new Set(Event.options.map(({ shape }) => shape.type.value));

const FINISHED: ReadonlyMap<string, string> = new Map([
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["tool_use", "tool_calls"],
  ["refusal", "content_filter"],
]);

const BYTES_PER_TOKEN = 4;

/**
 * Reads the events of a message as chunks of a chat. Who asked for a message gets each event as it came, beside what
 * the chunk says for counting.
 */
export function createMessageReader({ isNative }: { readonly isNative: boolean }): ReadEvent {
  const message = new MessageReader();
  return (data) => {
    const raw: unknown = JSON.parse(data);
    const { type } = Object(raw);
    if (type === "message_stop") return "end";
    const chunks = KNOWN.has(type) ? message.read(Event.parse(raw)) : [];
    if (!isNative || type === "ping" || type === "error") return chunks;
    return [Object.assign({}, ...chunks, { event: Object(raw) })];
  };
}

class MessageReader {
  #head: Chunk = {};
  #counts: Counts = {};
  #hasCounts = false;
  #bytes = 0;
  /** Function calls by the index of their block: their number, and whether they have arguments yet. */
  readonly #calls = new Map<number, { readonly number: number; hasArguments: boolean }>();

  read(event: Event): readonly Chunk[] {
    switch (event.type) {
      case "message_start":
        this.#head = { id: event.message.id };
        this.#count(event.message.usage);
        return [this.#said({ role: "assistant", content: "" })];
      case "content_block_start":
        return this.#begin(event.index, event.content_block);
      case "content_block_delta":
        return this.#grow(event.index, event.delta);
      case "content_block_stop":
        return this.#end(event.index);
      case "message_delta":
        this.#count(event.usage);
        return this.#finish(event.delta);
      case "error":
        return [{ error: event.error }];
      case "message_stop":
        return [];
    }
  }

  #begin(at: number, block: Extract<Event, { type: "content_block_start" }>["content_block"]): readonly Chunk[] {
    if (block.type === "text" && block.text) return [this.#said({ content: block.text })];
    if (block.type !== "tool_use") return [];
    const number = this.#calls.size;
    this.#calls.set(at, { number, hasArguments: false });
    const { id, name } = block;
    return [this.#said({ tool_calls: [{ index: number, id, type: "function", function: { name, arguments: "" } }] })];
  }

  #grow(at: number, delta: Extract<Event, { type: "content_block_delta" }>["delta"]): readonly Chunk[] {
    if (delta.type === "text_delta") return [this.#said({ content: delta.text })];
    if (delta.type === "thinking_delta") return [this.#said({ reasoning_content: delta.thinking })];
    return delta.type === "input_json_delta" && delta.partial_json ? this.#argue(at, delta.partial_json) : [];
  }

  #argue(at: number, more: string): readonly Chunk[] {
    const call = this.#calls.get(at);
    if (!call) return [];
    call.hasArguments = true;
    return [this.#said({ tool_calls: [{ index: call.number, function: { arguments: more } }] })];
  }

  /** A call without input says so in a chat as well. */
  #end(at: number): readonly Chunk[] {
    return this.#calls.get(at)?.hasArguments === false ? this.#argue(at, "{}") : [];
  }

  #finish({ stop_reason, stop_sequence }: Extract<Event, { type: "message_delta" }>["delta"]): readonly Chunk[] {
    const finish_reason = FINISHED.get(stop_reason ?? "") ?? "stop";
    const end = {
      ...this.#head,
      choices: [{ index: 0, delta: {}, finish_reason, ...(stop_sequence && { stop_reason: stop_sequence }) }],
    };
    return this.#hasCounts ? [end, { ...this.#head, choices: [], usage: usageOf(this.#counts) }] : [end];
  }

  /** With the count of the prompt, which is known from the beginning, and about that of the answer so far. */
  #said(delta: Readonly<Record<string, unknown>>): Chunk {
    const { content = "", reasoning_content = "", tool_calls } = delta;
    this.#bytes += Buffer.byteLength(`${content}${reasoning_content}`) + (tool_calls ? bytesOfCalls(tool_calls) : 0);
    const completionTokens = Math.ceil(this.#bytes / BYTES_PER_TOKEN);
    return {
      ...{ ...this.#head, choices: [{ index: 0, delta, finish_reason: null }] },
      ...(this.#hasCounts && { yard: { promptTokens: usageOf(this.#counts).prompt_tokens, completionTokens } }),
    };
  }

  /** Later counts are of the whole message. */
  #count(counts: Counts | null | undefined): void {
    if (!counts) return;
    this.#hasCounts = true;
    const told = Object.entries(counts).filter(([, value]) => value !== null && value !== undefined);
    this.#counts = { ...this.#counts, ...Object.fromEntries(told) };
  }
}

const bytesOfCalls = (calls: unknown): number =>
  Array.isArray(calls) ? Buffer.byteLength(String(Object(calls[0]).function?.arguments ?? "")) : 0;

/** Anthropic counts cached tokens beside those of the prompt, OpenAI among them. */
function usageOf(counts: Counts): Usage & { readonly total_tokens: number } {
  const cached_tokens = counts.cache_read_input_tokens ?? 0;
  const cache_write_tokens = counts.cache_creation_input_tokens ?? 0;
  const prompt_tokens = (counts.input_tokens ?? 0) + cached_tokens + cache_write_tokens;
  const completion_tokens = counts.output_tokens ?? 0;
  return {
    ...{ prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    prompt_tokens_details: { cached_tokens, cache_write_tokens },
  };
}
