type Json = Readonly<Record<string, unknown>>;

interface Growing {
  block: Json;
  /** Pieces of the input of a tool. */
  json: string;
}

/** Puts the events of a message together, also kinds of blocks that are not known here. */
export class NativeAssembly {
  #message: Json = {};
  readonly #blocks: Growing[] = [];

  add(event: Json): void {
    switch (event.type) {
      case "message_start":
        this.#message = Object(event.message);
        return;
      case "content_block_start":
        this.#blocks.push({ block: Object(event.content_block), json: "" });
        return;
      case "content_block_delta":
        this.#grow(Object(event.delta));
        return;
      case "message_delta": {
        const { delta, usage, type: _, ...rest } = event;
        const counts = { ...Object(this.#message.usage), ...Object(usage) };
        this.#message = { ...this.#message, ...rest, ...Object(delta), usage: counts };
        return;
      }
    }
  }

  /** The whole message, once its events have come. */
  result(): Json {
    return { ...this.#message, content: this.#blocks.map(wholeOf) };
  }

  #grow({ type, ...piece }: Json): void {
    const last = this.#blocks.at(-1);
    if (!last) throw new Error("A piece came before its block");
    if (type === "input_json_delta") last.json += piece.partial_json;
    else if (type === "citations_delta") {
      const { citations } = last.block;
      last.block = { ...last.block, citations: [...(Array.isArray(citations) ? citations : []), piece.citation] };
    } else last.block = { ...last.block, ...grown(last.block, piece) };
  }
}

/** Text grows by its pieces. */
const grown = (block: Json, piece: Json): Json =>
  Object.fromEntries(
    Object.entries(piece).map(([name, more]) => {
      const before = block[name];
      return [name, typeof before === "string" && typeof more === "string" ? before + more : more];
    }),
  );

/** A call that `max_tokens` cut off has no input that could be read; `stop_reason` tells so. */
function wholeOf({ block, json }: Growing): Json {
  if (json === "") return block;
  try {
    return { ...block, input: JSON.parse(json) };
  } catch (error) {
    if (error instanceof SyntaxError) return block;
    throw error;
  }
}
