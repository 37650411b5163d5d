import { randomBytes } from "node:crypto";
import type { Bill, Choice, Chunk, ToolCallPiece, Usage } from "@/server/gateway";
import type { ContentBlock, Delta, MessageBody, MessageEvent, MessageUsage, StopReason } from "./wire";

export interface Head {
  readonly id: string;
  readonly model: string;
}

type Kind = ContentBlock["type"];

interface HeldCall {
  readonly index: number;
  id: string;
  name: string;
  arguments: string;
}

const NO_USAGE: MessageUsage = {
  ...{ input_tokens: 0, output_tokens: 0 },
  ...{ cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
};

const DELTA_OF: Readonly<Record<Kind, (text: string) => Delta>> = {
  text: (text) => ({ type: "text_delta", text }),
  thinking: (thinking) => ({ type: "thinking_delta", thinking }),
  tool_use: (partial_json) => ({ type: "input_json_delta", partial_json }),
};

/**
 * Turns the chunks of a chat into the events of a message. Blocks of a message come one after the other, function calls
 * of a chat may be mixed: while the first one streams, pieces of others are held until it ends.
 */
export class MessageEvents {
  #usage = NO_USAGE;
  #begun = false;
  #blocks = 0;
  #open: { readonly kind: Kind; readonly call: number | null } | null = null;
  #stop: { reason: StopReason; sequence: string | null } = { reason: "end_turn", sequence: null };
  readonly #held = new Map<number, HeldCall>();
  readonly #finished = new Set<number>();

  constructor(private readonly head: Head) {}

  *of({ choices = [], usage, yard }: Chunk): Generator<MessageEvent> {
    if (usage) this.#usage = usageOf(usage);
    else if (yard) this.#usage = { ...NO_USAGE, input_tokens: yard.promptTokens, output_tokens: yard.completionTokens };
    yield* this.#begin();
    for (const choice of choices) yield* this.#ofChoice(choice);
  }

  /** What closes the message, with what is charged for it; call it once the chat has ended well. */
  *end(bill: Bill | null): Generator<MessageEvent> {
    yield* this.#begin();
    yield* this.#close();
    for (const call of [...this.#held.values()].sort((a, b) => a.index - b.index)) {
      yield* this.#ofCall({ index: call.index, id: call.id, function: { name: call.name, arguments: call.arguments } });
      yield* this.#close();
    }
    const delta = { stop_reason: this.#stop.reason, stop_sequence: this.#stop.sequence };
    yield { type: "message_delta", delta, usage: bill ? chargedUsage(bill, this.#usage) : this.#usage };
    yield { type: "message_stop" };
  }

  *#begin(): Generator<MessageEvent> {
    if (this.#begun) return;
    this.#begun = true;
    const usage = { ...this.#usage, output_tokens: 0 };
    yield { type: "message_start", message: emptyMessage(this.head, usage) };
  }

  *#ofChoice({ delta = {}, finish_reason, stop_reason }: Choice): Generator<MessageEvent> {
    const { reasoning_content: thought, content, tool_calls: pieces } = delta;
    if (isText(thought)) yield* this.#write("thinking", thought);
    if (isText(content)) yield* this.#write("text", content);
    if (Array.isArray(pieces)) for (const piece of pieces) yield* this.#ofPiece(piece);
    if (finish_reason) this.#stop = stopOf(finish_reason, stop_reason);
  }

  *#write(kind: "text" | "thinking", text: string): Generator<MessageEvent> {
    if (this.#open?.kind !== kind) {
      yield* this.#close();
      const block = kind === "text" ? { type: kind, text: "" } : { type: kind, thinking: "", signature: "" };
      yield* this.#start(block, null);
    }
    yield this.#delta(kind, text);
  }

  /** Only the call whose block is open streams; without one, the first that comes. */
  *#ofPiece(piece: ToolCallPiece): Generator<MessageEvent> {
    const isOpen = this.#open?.call === piece.index;
    const isFree = this.#held.size === 0 && this.#open?.kind !== "tool_use" && !this.#finished.has(piece.index);
    if (isOpen || isFree) yield* this.#ofCall(piece);
    else this.#hold(piece);
  }

  #hold({ index, id, function: part = {} }: ToolCallPiece): void {
    if (this.#finished.has(index)) throw new Error("The runtime went back to a call that had ended");
    const call = this.#held.get(index) ?? { index, id: "", name: "", arguments: "" };
    this.#held.set(index, call);
    call.id = id ?? call.id;
    call.name = part.name ?? call.name;
    call.arguments += part.arguments ?? "";
  }

  *#ofCall({ index, id, function: part = {} }: ToolCallPiece): Generator<MessageEvent> {
    if (this.#open?.call !== index) {
      yield* this.#close();
      this.#finished.add(index);
      const block = { type: "tool_use", id: id || newCallId(), name: part.name ?? "", input: {} } as const;
      yield* this.#start(block, index);
    }
    if (part.arguments) yield this.#delta("tool_use", part.arguments);
  }

  *#start(content_block: ContentBlock, call: number | null): Generator<MessageEvent> {
    this.#open = { kind: content_block.type, call };
    yield { type: "content_block_start", index: this.#blocks, content_block };
  }

  #delta(kind: Kind, text: string): MessageEvent {
    return { type: "content_block_delta", index: this.#blocks, delta: DELTA_OF[kind](text) };
  }

  *#close(): Generator<MessageEvent> {
    if (this.#open === null) return;
    this.#open = null;
    yield { type: "content_block_stop", index: this.#blocks };
    this.#blocks += 1;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const newCallId = () => `toolu_${randomBytes(12).toString("hex")}`;

const emptyMessage = ({ id, model }: Head, usage: MessageUsage): MessageBody => ({
  ...{ id: `msg_${id}`, type: "message", role: "assistant", model },
  ...{ content: [], stop_reason: null, stop_sequence: null, usage },
});

/** OpenAI counts cached tokens among those of the prompt, Anthropic beside them. */
function usageOf({ prompt_tokens, completion_tokens = 0, prompt_tokens_details }: Usage): MessageUsage {
  const cached = prompt_tokens_details?.cached_tokens ?? 0;
  const written = prompt_tokens_details?.cache_write_tokens ?? 0;
  return {
    input_tokens: prompt_tokens - cached - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
    output_tokens: completion_tokens,
  };
}

/** The tokens that are charged, of which those that went into a cache are as they were told. */
function chargedUsage({ tokens, cost, currency }: Bill, told: MessageUsage): MessageUsage {
  const { inputTokens, cachedInputTokens: cached = 0, outputTokens: output_tokens } = tokens;
  const written = Math.min(told.cache_creation_input_tokens, inputTokens - cached);
  return {
    input_tokens: inputTokens - cached - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
    ...{ output_tokens, cost, currency },
  };
}

const REASONS: ReadonlyMap<string, StopReason> = new Map<string, StopReason>([
  ["length", "max_tokens"],
  ["tool_calls", "tool_use"],
  ["content_filter", "refusal"],
]);

/** Engines that tell which stop sequence they met do so as `stop_reason` beside OpenAI's word. */
function stopOf(finish: string, told: unknown): { reason: StopReason; sequence: string | null } {
  if (finish === "stop" && isText(told)) return { reason: "stop_sequence", sequence: told };
  return { reason: REASONS.get(finish) ?? "end_turn", sequence: null };
}
