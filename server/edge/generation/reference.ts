type Json = Readonly<Record<string, unknown>>;

/** Parts that are what they say; the address of a result is not followed. */
const INLINE_PARTS = new Set(["text", "refusal", "thinking", "redacted_thinking", "tool_use", "search_result"]);
const DATA = /^data:[\w.+-]+\/[\w.+-]+;base64,/;
const INLINE_SOURCES = new Set(["base64", "text"]);

/**
 * The path of the first part that is sent by an address or an id instead of its bytes, in OpenAI's shape or Anthropic's;
 * `null` when everything is there. A part of a kind that is not known counts as one.
 */
export function referenceIn({ messages, system, prompt, input }: Json): string | null {
  const turns = Array.isArray(messages) ? messages : [];
  for (const [index, message] of turns.entries()) {
    const { content, audio } = Object(message);
    if (audio) return `messages.${index}.audio`;
    const found = partIn(content, `messages.${index}.content`);
    if (found !== null) return found;
  }
  return partIn(system, "system") ?? partIn(prompt, "prompt") ?? partIn(input, "input");
}

/** Texts and tokens are no parts. */
function partIn(content: unknown, path: string): string | null {
  if (!Array.isArray(content)) return typeof content === "object" && content !== null ? foundIn(content, path) : null;
  for (const [index, part] of content.entries()) {
    const isPart = typeof part === "object" && part !== null && !Array.isArray(part);
    const found = isPart ? foundIn(part, `${path}.${index}`) : null;
    if (found !== null) return found;
  }
  return null;
}

function foundIn(part: object, path: string): string | null {
  const { type, content, source, image_url, input_audio, file }: Json = Object(part);
  switch (type) {
    case "tool_result":
      return partIn(content, `${path}.content`);
    case "image":
    case "document":
      if (Object(source).type === "content") return partIn(Object(source).content, `${path}.source.content`);
      return INLINE_SOURCES.has(Object(source).type) ? null : path;
    case "image_url":
      return isInline(Object(image_url).url ?? image_url) ? null : path;
    case "input_audio":
      return typeof Object(input_audio).data === "string" ? null : path;
    case "file":
      return isInline(Object(file).file_data) && !Object(file).file_id ? null : path;
    default:
      return INLINE_PARTS.has(String(type)) ? null : path;
  }
}

const isInline = (value: unknown): boolean => typeof value === "string" && DATA.test(value);
