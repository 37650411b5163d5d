import type { Bill, Choice, Chunk, ToolCallPiece, Usage } from "@/server/gateway";
import { usageOf } from "./usage";

interface Whole {
  readonly message: Record<string, unknown>;
  readonly calls: Map<number, Record<string, unknown> & { function: { name?: string; arguments: string } }>;
  text: string;
  logprobs: Readonly<Record<string, unknown>> | null;
  finishReason: string | null;
}

/**
 * Puts a stream together into the answer of a call without `stream`. Calls are always streamed between us and the
 * runtime, so that one whose client leaves is charged for what was made until then.
 */
export class Assembly {
  #head: Record<string, unknown> = {};
  #usage: Usage | undefined;
  readonly #choices = new Map<number, Whole>();

  constructor(readonly kind: "chat.completion" | "text_completion") {}

  add({ choices = [], usage, yard: _, ...head }: Chunk): void {
    this.#head = { ...head, ...this.#head };
    if (usage) this.#usage = usage;
    for (const choice of choices) this.#addChoice(choice);
  }

  #addChoice({ index, delta = {}, text = "", logprobs, finish_reason }: Choice): void {
    const whole = this.#choices.get(index) ?? emptyChoice();
    this.#choices.set(index, whole);
    whole.text += text;
    if (logprobs) whole.logprobs = grown(whole.logprobs ?? {}, logprobs);
    whole.finishReason = finish_reason ?? whole.finishReason;
    const { tool_calls, ...fields } = delta;
    for (const [name, value] of Object.entries(fields)) {
      const before = whole.message[name];
      const isText = typeof value === "string" && typeof before === "string" && name !== "role";
      if (value !== null) whole.message[name] = isText ? before + value : value;
    }
    if (Array.isArray(tool_calls)) for (const piece of tool_calls) addCall(whole, piece);
  }

  /** The whole answer; call it once the stream has ended well. */
  result(bill: Bill | null): Record<string, unknown> {
    const choices = [...this.#choices.entries()].sort(([a], [b]) => a - b);
    return {
      ...this.#head,
      object: this.kind,
      choices: choices.map(([index, whole]) => ({
        index,
        ...this.#contentOf(whole),
        logprobs: whole.logprobs,
        finish_reason: whole.finishReason,
      })),
      ...(bill && { usage: usageOf(bill, this.#usage) }),
    };
  }

  #contentOf({ message, calls, text }: Whole): Record<string, unknown> {
    if (this.kind === "text_completion") return { text };
    const content = message.content === "" && calls.size > 0 ? null : (message.content ?? null);
    return {
      message: {
        ...message,
        content,
        refusal: message.refusal ?? null,
        ...(calls.size > 0 && { tool_calls: [...calls.values()] }),
      },
    };
  }
}

const emptyChoice = (): Whole => ({
  ...{ message: { role: "assistant" }, calls: new Map() },
  ...{ text: "", logprobs: null, finishReason: null },
});

/** Lists grow by their pieces; what is not told stays as it was. */
const grown = (before: Readonly<Record<string, unknown>>, piece: Readonly<Record<string, unknown>>) => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(piece).map(([name, more]) => {
      const known = before[name];
      return [name, Array.isArray(known) && Array.isArray(more) ? [...known, ...more] : (more ?? known ?? null)];
    }),
  ),
});

function addCall({ calls }: Whole, { index, function: part = {}, ...rest }: ToolCallPiece): void {
  const { arguments: before = "", ...known } = calls.get(index)?.function ?? {};
  const { arguments: more = "", ...named } = part;
  calls.set(index, { ...calls.get(index), ...rest, function: { ...known, ...named, arguments: before + more } });
}
