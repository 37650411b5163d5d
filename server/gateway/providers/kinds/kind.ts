import type { Chunk } from "../../chunk";
import type { ProviderKindId } from "../../contract/provider";

/** The shape in which a call comes to a kind: OpenAI's, or Anthropic's for those who speak that. */
export type Wire = "chat.completions" | "completions" | "messages" | "count_tokens" | WholeWire;

/** Those that are answered at once, as JSON. */
export type WholeWire = (typeof WHOLE_WIRES)[number];
export const WHOLE_WIRES = ["embeddings", "moderations", "rerank"] as const;

export type Body = Readonly<Record<string, unknown>>;

/** What the data of one event says, as chunks; `end` when the answer is whole. Throws for what it cannot read. */
export type ReadEvent = (data: string) => readonly Chunk[] | "end";

export interface Asked {
  readonly wire: Wire;
  /** As the client sent it, with the answers' length where a budget sets it as `max_tokens`. */
  readonly body: Body;
  /** The model as the provider names it. */
  readonly model: string;
  readonly baseUrl: string;
}

/** How a family of providers is spoken to. */
export interface ProviderKind {
  readonly id: ProviderKindId;
  /** Where it lists its models, below the base address; asked to see whether it answers. */
  readonly modelsPath: string;
  /** Headers that every call carries, with the credential in them. */
  readonly headersOf: (credential: string | null) => Readonly<Record<string, string>>;
  /** Calls that it takes, and where, below the base address. Without `messages` those come as a chat. */
  readonly paths: Readonly<Partial<Record<Wire, string>>>;
  /** What is sent. Throws `invalid`, with the `param` that cannot be carried. Generations are always streamed. */
  readonly bodyOf: (asked: Asked) => Body;
  /** Reads the events of one answer. */
  readonly createReader: (wire: Wire) => ReadEvent;
  /** What it says of a request that it cannot serve, in OpenAI's shape; `null` for anything else. */
  readonly refusalIn: (told: unknown) => { readonly error: Body } | null;
}
