import { DomainError } from "@/server/kernel";
import type { ContentBlock, Delta, MessageBody, MessageEvent } from "./wire";

/** Puts the events of a message together into the answer of a call without `stream`. */
export class MessageAssembly {
  #message: MessageBody | null = null;
  readonly #blocks: { block: ContentBlock; json: string }[] = [];

  add(event: MessageEvent): void {
    switch (event.type) {
      case "message_start":
        this.#message = event.message;
        return;
      case "content_block_start":
        this.#blocks.push({ block: event.content_block, json: "" });
        return;
      case "content_block_delta":
        this.#grow(event.delta);
        return;
      case "message_delta":
        if (this.#message) this.#message = { ...this.#message, ...event.delta, usage: event.usage };
        return;
      case "content_block_stop":
      case "message_stop":
        return;
    }
  }

  /** The whole message. Throws `unavailable` (`upstream_error`) when the model wrote a tool call that cannot be read. */
  result(): MessageBody {
    if (!this.#message) throw new Error("A message was asked for before it began");
    const isCut = this.#message.stop_reason === "max_tokens";
    const content = this.#blocks.map(({ block, json }) =>
      block.type === "tool_use" ? { ...block, input: inputOf(json, isCut) } : block,
    );
    return { ...this.#message, content };
  }

  #grow(delta: Delta): void {
    const last = this.#blocks.at(-1);
    if (!last) throw new Error("A piece came before its block");
    const { block } = last;
    if (delta.type === "input_json_delta") last.json += delta.partial_json;
    else if (delta.type === "text_delta" && block.type === "text")
      last.block = { ...block, text: block.text + delta.text };
    else if (delta.type === "thinking_delta" && block.type === "thinking")
      last.block = { ...block, thinking: block.thinking + delta.thinking };
  }
}

const unreadable = (cause: unknown) =>
  new DomainError("unavailable", "The model wrote a tool call that is not JSON; ask again", {
    reason: "upstream_error",
    cause,
  });

/** A call that `max_tokens` cut off has no input that could be run; `stop_reason` tells so. */
function inputOf(json: string, isCut: boolean): unknown {
  if (json.trim() === "") return {};
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (isCut) return {};
    throw unreadable(cause);
  }
}
