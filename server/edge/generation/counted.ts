const BYTES_PER_TOKEN = 4;
/** Members that say how a message is built. */
const NOT_TEXT = new Set(["role", "id", "type", "finish_reason", "tool_call_id"]);

/** UTF-8 bytes of everything that is text in a value of JSON; pictures and sounds are not. */
export function textBytes(value: unknown, name = ""): number {
  if (typeof value === "string") {
    return NOT_TEXT.has(name) || name === "data" || value.startsWith("data:") ? 0 : Buffer.byteLength(value);
  }
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [member, part]) => sum + textBytes(part, member), 0);
}

/** About how many tokens so many bytes of text are, for a model that does not count its own. */
export const countedTokens = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);

/** The same of everything that a model is asked, in OpenAI's shape or in Anthropic's. */
export const countedPrompt = ({ system, messages, prompt, input, tools }: Readonly<Record<string, unknown>>): number =>
  countedTokens(textBytes({ system, messages, prompt, input, tools }));
