import type { Bill, Choice, Chunk, ToolCallPiece, Usage } from "@/server/gateway";
import {
  type CallItem,
  type Item,
  PARTS,
  type Part,
  type PartKind,
  type Status,
  shown,
  shownPart,
  type TextItem,
} from "./items";
import { type Head, responseOf } from "./response";

export interface ResponseEvent extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly sequence_number: number;
}

interface Finished {
  readonly events: readonly ResponseEvent[];
  /** As it is told; also after it was kept. */
  readonly response: ReturnType<typeof responseOf>;
}

/** What a response may keep, in characters: an item counts for its frame, too. */
const MAX_KEPT = 16 * 1024 ** 2;
const FRAME = 500;

/** Turns the chunks of a chat into the events of a response. Calls may be mixed: each event says which item it is of. */
export class ResponseEvents {
  readonly #items: Item[] = [];
  readonly #calls = new Map<number, CallItem>();
  #open: TextItem | null = null;
  #sequence = 0;
  #kept = 0;
  #begun = false;
  #usage: Usage | null = null;
  #finish: string | null = null;
  #finished: Finished | null = null;

  constructor(private readonly head: Head) {}

  of({ choices = [], usage }: Chunk): readonly ResponseEvent[] {
    if (usage) this.#usage = usage;
    return [...this.#begin(), ...choices.flatMap((choice) => [...this.#ofChoice(choice)])];
  }

  /** What closes the response, once the chat has ended well; the same again when it is asked again. */
  finish(bill: Bill | null): Finished {
    this.#finished ??= this.#end(bill);
    return this.#finished;
  }

  /** What tells that it broke off. */
  failed(error: { readonly code: string | null; readonly message: string | null; readonly param: string | null }) {
    const { code, message, param } = error;
    const response = this.#responseWith("failed", null, { error: { code: "server_error", message } });
    return [
      ...this.#begin(),
      this.#event("response.failed", { response }),
      this.#event("error", { code, message, param }),
    ];
  }

  #end(bill: Bill | null): Finished {
    const isCut = this.#finish === "length";
    const events = [...this.#begin(), ...this.#close(isCut ? "incomplete" : "completed")];
    for (const call of this.#calls.values()) events.push(...this.#closeCall(call, isCut ? "incomplete" : "completed"));
    const why = REASONS.get(this.#finish ?? "");
    const status = why ? "incomplete" : "completed";
    const response = this.#responseWith(status, bill, why ? { incomplete_details: { reason: why } } : {});
    return { response, events: [...events, this.#event(`response.${status}`, { response })] };
  }

  #responseWith(status: Status | "failed", bill: Bill | null, more: object = {}) {
    const output = this.#items.map(shown);
    return { ...responseOf(this.head, { status, output, bill, usage: this.#usage }), ...more };
  }

  #event(type: string, members: object): ResponseEvent {
    return { type, sequence_number: this.#sequence++, ...members };
  }

  #begin(): readonly ResponseEvent[] {
    if (this.#begun) return [];
    this.#begun = true;
    const response = this.#responseWith("in_progress", null);
    return [this.#event("response.created", { response }), this.#event("response.in_progress", { response })];
  }

  *#ofChoice({ delta = {}, finish_reason }: Choice): Generator<ResponseEvent> {
    const { reasoning_content: thought, content, refusal, tool_calls: pieces } = delta;
    if (isText(thought)) yield* this.#write("reasoning_text", thought);
    if (isText(content)) yield* this.#write("output_text", content);
    if (isText(refusal)) yield* this.#write("refusal", refusal);
    if (Array.isArray(pieces)) for (const piece of pieces) yield* this.#ofPiece(piece);
    if (finish_reason) this.#finish = finish_reason;
  }

  *#write(kind: PartKind, text: string): Generator<ResponseEvent> {
    const { item: type, events } = PARTS[kind];
    if (this.#open && this.#open.type !== type) yield* this.#close("completed");
    const item = this.#open ?? (yield* this.#start({ type, id: this.#newId(type), status: "in_progress", parts: [] }));
    if (item.parts.at(-1)?.kind !== kind) yield* this.#startPart(item, { kind, text: "" });
    const part = item.parts.at(-1);
    if (!part) return;
    this.#keep(text.length);
    part.text += text;
    const more = kind === "output_text" ? { logprobs: [] } : {};
    yield this.#event(`${events}.delta`, {
      ...this.#placeOf(item),
      content_index: item.parts.length - 1,
      delta: text,
      ...more,
    });
  }

  *#start(item: TextItem): Generator<ResponseEvent, TextItem> {
    this.#open = item;
    yield* this.#added(item);
    return item;
  }

  /** Throws where a provider says more than is kept. */
  #keep(characters: number): void {
    this.#kept += characters;
    if (this.#kept > MAX_KEPT) throw new Error("A response is too long to be kept");
  }

  *#added(item: Item): Generator<ResponseEvent> {
    this.#keep(FRAME);
    this.#items.push(item);
    yield this.#event("response.output_item.added", { output_index: this.#items.length - 1, item: shown(item) });
  }

  *#startPart(item: TextItem, part: Part): Generator<ResponseEvent> {
    yield* this.#closePart(item);
    this.#keep(FRAME);
    item.parts.push(part);
    const at = { ...this.#placeOf(item), content_index: item.parts.length - 1 };
    yield this.#event("response.content_part.added", { ...at, part: shownPart(part) });
  }

  *#closePart(item: TextItem): Generator<ResponseEvent> {
    const part = item.parts.at(-1);
    if (!part) return;
    const { field, events } = PARTS[part.kind];
    const at = { ...this.#placeOf(item), content_index: item.parts.length - 1 };
    const more = part.kind === "output_text" ? { logprobs: [] } : {};
    yield this.#event(`${events}.done`, { ...at, [field]: part.text, ...more });
    yield this.#event("response.content_part.done", { ...at, part: shownPart(part) });
  }

  *#close(status: Status): Generator<ResponseEvent> {
    const item = this.#open;
    if (!item) return;
    this.#open = null;
    yield* this.#closePart(item);
    item.status = status;
    yield this.#event("response.output_item.done", { output_index: this.#items.indexOf(item), item: shown(item) });
  }

  *#ofPiece({ index, id, function: part = {} }: ToolCallPiece): Generator<ResponseEvent> {
    yield* this.#close("completed");
    let call = this.#calls.get(index);
    if (!call) {
      const itemId = this.#newId("function_call");
      const [callId, name] = [id || `call_${itemId}`, part.name ?? ""];
      this.#keep(callId.length + name.length);
      call = { type: "function_call", id: itemId, status: "in_progress", callId, name, arguments: "" };
      this.#calls.set(index, call);
      yield* this.#added(call);
    }
    if (!part.arguments) return;
    this.#keep(part.arguments.length);
    call.arguments += part.arguments;
    yield this.#event("response.function_call_arguments.delta", { ...this.#placeOf(call), delta: part.arguments });
  }

  *#closeCall(call: CallItem, status: Status): Generator<ResponseEvent> {
    call.status = status;
    const { name, arguments: given } = call;
    yield this.#event("response.function_call_arguments.done", { ...this.#placeOf(call), name, arguments: given });
    yield this.#event("response.output_item.done", { output_index: this.#items.indexOf(call), item: shown(call) });
  }

  #placeOf(item: Item) {
    return { item_id: item.id, output_index: this.#items.indexOf(item) };
  }

  #newId = (type: Item["type"]): string =>
    `${PREFIXES[type]}_${this.head.id}${this.#items.length.toString(16).padStart(4, "0")}`;
}

const PREFIXES: Readonly<Record<Item["type"], string>> = { message: "msg", reasoning: "rs", function_call: "fc" };

const REASONS: ReadonlyMap<string, string> = new Map([
  ["length", "max_output_tokens"],
  ["content_filter", "content_filter"],
]);

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
