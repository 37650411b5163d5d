import type { Body } from "../kind";
import { contentOf, textOf } from "./content";
import { refused } from "./refused";
import { toolsOf } from "./tools";

/** An answer must have a limit here; so many tokens every model of theirs can write. */
const DEFAULT_LENGTH = 4_096;
/** Tokens of thinking for OpenAI's words of effort. */
const EFFORT: ReadonlyMap<unknown, number> = new Map([
  ["low", 2_048],
  ["medium", 8_192],
  ["high", 16_384],
]);

/** Members that are translated; what is named nowhere here is refused by its name. */
const TRANSLATED = new Set([
  ...["model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "stop", "temperature"],
  ...["top_p", "top_k", "tools", "tool_choice", "parallel_tool_calls", "response_format", "reasoning_effort", "user"],
]);
/** Values that ask for nothing, and hints that change no answer. */
const WITHOUT_EFFECT: Readonly<Record<string, readonly unknown[]>> = {
  ...{ n: [1], frequency_penalty: [0], presence_penalty: [0], logprobs: [false], store: [false] },
  service_tier: ["auto", "default"],
};
const HINTS = new Set(["prompt_cache_key", "safety_identifier"]);

/** OpenAI's chat as a message of Anthropic. Throws `invalid` with the `param` that it cannot hold. */
export function messageOf(chat: Body): Body {
  refuseOthers(chat);
  const { messages, stop, top_p, top_k, user, max_completion_tokens, max_tokens } = chat;
  const given = {
    ...promptOf(Array.isArray(messages) ? messages : []),
    ...toolsOf(chat),
    ...{ top_p, top_k, temperature: temperatureOf(chat) },
    stop_sequences: typeof stop === "string" ? [stop] : stop,
    metadata: user === undefined || user === null ? undefined : { user_id: user },
    output_config: formatOf(chat),
  };
  const length = Number(max_completion_tokens ?? max_tokens ?? DEFAULT_LENGTH);
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return { ...Object.fromEntries(known), ...thinkingOf(chat, length), max_tokens: length };
}

function refuseOthers(chat: Body): void {
  for (const [name, value] of Object.entries(chat)) {
    const isNothing = value === undefined || value === null || isEmpty(value);
    const isHarmless = HINTS.has(name) || WITHOUT_EFFECT[name]?.includes(value);
    if (isNothing || isHarmless || TRANSLATED.has(name)) continue;
    if (name === "modalities" && JSON.stringify(value) === '["text"]') continue;
    throw refused(name, `${name} cannot be carried to this model`);
  }
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

interface Message {
  readonly role: "user" | "assistant";
  readonly content: readonly unknown[];
}

/** Instructions come first and stand apart; messages of one side after the other are one. */
function promptOf(chat: readonly unknown[]): Body {
  const isInstruction = (message: unknown) => ["system", "developer"].includes(Object(message).role);
  const found = chat.findIndex((message) => !isInstruction(message));
  const first = found === -1 ? chat.length : found;
  const system = chat.slice(0, first).flatMap((message, index) => textOf(Object(message).content, `messages.${index}`));
  const messages: Message[] = [];
  for (const [index, message] of chat.slice(first).entries()) {
    const path = `messages.${first + index}`;
    if (isInstruction(message)) throw refused(`${path}.role`, "Instructions can only come first for this model");
    const next = contentOf(Object(message), path);
    const last = messages.at(-1);
    if (last?.role === next.role) messages.splice(-1, 1, { ...last, content: [...last.content, ...next.content] });
    else messages.push(next);
  }
  return { messages, ...(system.length > 0 && { system }) };
}

function temperatureOf({ temperature }: Body): unknown {
  if (typeof temperature === "number" && temperature > 1) {
    throw refused("temperature", "temperature goes up to 1 for this model");
  }
  return temperature;
}

/** A form that an answer has to have is a schema here. */
function formatOf({ response_format: format }: Body): Body | undefined {
  const { type = "text", json_schema } = Object(format);
  if (type === "text") return undefined;
  const { schema } = Object(json_schema);
  if (type === "json_schema" && typeof schema === "object") return { format: { type, schema } };
  throw refused("response_format", "response_format can be text or json_schema for this model");
}

function thinkingOf({ reasoning_effort: effort }: Body, length: number): Body {
  if (effort === undefined || effort === null || effort === "none" || effort === "minimal") return {};
  const budget_tokens = EFFORT.get(effort);
  if (budget_tokens === undefined) {
    throw refused("reasoning_effort", "reasoning_effort can be none, minimal, low, medium or high for this model");
  }
  if (budget_tokens < length) return { thinking: { type: "enabled", budget_tokens } };
  throw refused(
    "reasoning_effort",
    `${effort} needs max_completion_tokens of more than ${budget_tokens} for this model`,
  );
}
