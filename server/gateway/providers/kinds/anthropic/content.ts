import type { Body } from "../kind";
import { refused } from "./refused";

interface Content {
  readonly role: "user" | "assistant";
  readonly content: readonly Body[];
}

/** One message of a chat that is no instruction. Throws `invalid` for what it cannot hold. */
export function contentOf(message: Body, path: string): Content {
  if (message.name !== undefined && message.name !== null) {
    throw refused(`${path}.name`, "Names of people cannot be carried to this model");
  }
  switch (message.role) {
    case "user":
      return { role: "user", content: partsOf(message.content, path) };
    case "assistant":
      return { role: "assistant", content: answerOf(message, path) };
    case "tool":
      return { role: "user", content: [resultOf(message, path)] };
    default:
      throw refused(`${path}.role`, `The role ${message.role} cannot be carried to this model`);
  }
}

/** Content that can be nothing but text, as blocks. */
export function textOf(content: unknown, path: string): readonly Body[] {
  const blocks = partsOf(content, path);
  const other = blocks.findIndex(({ type }) => type !== "text");
  if (other === -1) return blocks;
  throw refused(`${path}.content.${other}`, "Only text can stand here for this model");
}

/** A text that is empty is no block: Anthropic refuses it. */
function partsOf(content: unknown, path: string): readonly Body[] {
  if (content === undefined || content === null || content === "") return [];
  if (typeof content === "string") return [{ type: "text", text: content }];
  if (!Array.isArray(content)) throw refused(`${path}.content`, "The content is text, or a list of parts");
  return content.flatMap((part, index) => partOf(Object(part), `${path}.content.${index}`));
}

function partOf(part: Body, path: string): readonly Body[] {
  if (part.type === "text" && typeof part.text === "string") {
    return part.text === "" ? [] : [{ type: "text", text: part.text }];
  }
  if (part.type === "image_url") return [pictureOf(Object(part.image_url).url, path)];
  throw refused(path, `A part of the kind ${part.type} cannot be carried to this model`);
}

const DATA = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/s;

function pictureOf(url: unknown, path: string): Body {
  if (typeof url !== "string") throw refused(`${path}.image_url.url`, "A picture needs an address");
  const [, media_type, data] = DATA.exec(url) ?? [];
  const source = data === undefined ? { type: "url", url } : { type: "base64", media_type, data };
  return { type: "image", source };
}

/** Thinking goes back only with its signature, which a chat does not hold: the model does without it. */
function answerOf({ content, refusal, tool_calls, function_call, audio }: Body, path: string): readonly Body[] {
  if (function_call) throw refused(`${path}.function_call`, "Use tool_calls for this model");
  if (audio) throw refused(`${path}.audio`, "Sound cannot be carried to this model");
  const calls = Array.isArray(tool_calls) ? tool_calls : [];
  return [
    ...textOf(content, path),
    ...textOf(refusal, path),
    ...calls.map((call, index) => callOf(Object(call), `${path}.tool_calls.${index}`)),
  ];
}

function callOf({ id, type = "function", function: called }: Body, path: string): Body {
  const { name, arguments: given } = Object(called);
  if (type !== "function") throw refused(`${path}.type`, `A tool of the kind ${type} cannot be carried to this model`);
  return { type: "tool_use", id, name, input: inputIn(given, `${path}.function.arguments`) };
}

function inputIn(text: unknown, path: string): unknown {
  if (text === "" || text === undefined) return {};
  try {
    const input: unknown = JSON.parse(String(text));
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refused(path, "The arguments of a call are an object of JSON");
}

const resultOf = ({ tool_call_id, content }: Body, path: string): Body => {
  const told = textOf(content, path);
  return { type: "tool_result", tool_use_id: tool_call_id, ...(told.length > 0 && { content: told }) };
};
