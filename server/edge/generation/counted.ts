const BYTES_PER_TOKEN = 4;
/** Members that say how a message is built; a long one is text, whatever its name. */
const NOT_TEXT = new Set(["role", "id", "type", "finish_reason", "tool_call_id"]);
const MAX_WORD_LENGTH = 64;

/** Where pictures, sounds and files stand among the text. */
const MEDIA = new Set(["url", "image_url", "source", "file_data"]);
const INLINE = /^data:[\w.+-]+\/[\w.+-]+;base64,/;
const SOUNDS = new Set(["input_audio", "audio"]);

/** UTF-8 bytes of everything that is text in a value of JSON; pictures and sounds are not. */
export function textBytes(value: unknown, name = ""): number {
  if (typeof value === "string") return isText(value, name) ? Buffer.byteLength(value) : 0;
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return bytesOfList(value, name);
  // What is handed to a function is read by the model as JSON.
  if (name === "input") return Buffer.byteLength(JSON.stringify(value));
  const isMedia = SOUNDS.has(name) || (name === "source" && Object(value).type === "base64");
  let sum = 0;
  for (const [member, part] of Object.entries(value)) {
    if (!(isMedia && member === "data")) sum += textBytes(part, member);
  }
  return sum;
}

/** A number in a list is a token that its client made. */
function bytesOfList(list: readonly unknown[], name: string): number {
  let sum = 0;
  for (const one of list) sum += typeof one === "number" ? BYTES_PER_TOKEN : textBytes(one, name);
  return sum;
}

const isText = (value: string, name: string): boolean =>
  !(NOT_TEXT.has(name) && value.length <= MAX_WORD_LENGTH) && !(MEDIA.has(name) && INLINE.test(value));

/** About how many tokens so many bytes of text are, for a model that does not count its own. */
export const countedTokens = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);

/** The same of everything that a model is asked, in OpenAI's shape or in Anthropic's. */
export function countedPrompt({ system, messages, prompt, input, tools }: Readonly<Record<string, unknown>>): number {
  const told = tools === undefined || tools === null ? 0 : Buffer.byteLength(JSON.stringify(tools));
  return countedTokens(textBytes({ system, messages, prompt, input }) + told);
}
