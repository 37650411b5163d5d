import type { z } from "zod";
import { DomainError } from "@/server/kernel";
import {
  AnsweredMessage,
  AskedMessage,
  FunctionCall,
  FunctionOutput,
  type InputPart,
  Reasoning,
  type ResponseRequest,
} from "./wire";

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly role: "assistant";
  content: string | null;
  refusal?: string;
  reasoning_content?: string;
  tool_calls?: Json[];
}

/** What was said in one request: text alone is a message of a user. */
export const itemsOf = (input: ResponseRequest["input"]): readonly Json[] =>
  typeof input === "string" ? [{ type: "message", role: "user", content: input }] : input;

/**
 * A request for a response as a body of OpenAI's chat, without `model` and `stream`, after what was said `earlier`.
 * Throws `invalid`, with the `param`, for what a chat cannot hold.
 */
export function chatOf(request: ResponseRequest, earlier: readonly Json[]): Json & { readonly max_tokens?: number } {
  const { instructions, input, max_output_tokens: max_tokens, tools, tool_choice, text, reasoning } = request;
  const { temperature, top_p, parallel_tool_calls, user, safety_identifier, prompt_cache_key } = request;
  const system = instructions ? [{ role: "system", content: instructions }] : [];
  const given = {
    ...{ max_tokens, temperature, top_p, user, safety_identifier, prompt_cache_key },
    ...(tools && tools.length > 0 && { tools: tools.map(functionOf), parallel_tool_calls }),
    tool_choice: typeof tool_choice === "object" && tool_choice ? choiceOf(tool_choice.name) : tool_choice,
    response_format: formatOf(text?.format),
    verbosity: text?.verbosity,
    reasoning_effort: reasoning?.effort,
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return { messages: [...system, ...messagesOf(earlier, itemsOf(input))], ...Object.fromEntries(known) };
}

const choiceOf = (name: string) => ({ type: "function", function: { name } });

const functionOf = ({ name, description, parameters, strict }: NonNullable<ResponseRequest["tools"]>[number]) => ({
  type: "function",
  function: {
    name,
    ...(description && { description }),
    ...(parameters && { parameters }),
    ...(typeof strict === "boolean" && { strict }),
  },
});

function formatOf(format: NonNullable<ResponseRequest["text"]>["format"]): Json | undefined {
  if (!format || format.type === "text") return undefined;
  if (format.type === "json_object") return { type: "json_object" };
  const { name, schema, description, strict } = format;
  const told = { ...(description && { description }), ...(typeof strict === "boolean" && { strict }) };
  return { type: "json_schema", json_schema: { name, schema, ...told } };
}

function messagesOf(earlier: readonly Json[], now: readonly Json[]): readonly Json[] {
  const chat = new Chat();
  for (const item of earlier) chat.add(item, "previous_response_id");
  for (const [index, item] of now.entries()) chat.add(item, `input.${index}`);
  return chat.end();
}

/** Items become messages one by one; reasoning, text and calls of an answer that follow each other are one message. */
class Chat {
  readonly #messages: Json[] = [];
  #answer: Answer | null = null;

  add(item: Json, path: string): void {
    const { type = "message", role } = item;
    if (type === "reasoning") this.#addReasoning(fittingAt(item, Reasoning, path));
    else if (type === "function_call") this.#addCall(fittingAt(item, FunctionCall, path));
    else if (type === "message" && role === "assistant") this.#addAnswer(fittingAt(item, AnsweredMessage, path));
    else this.#addAsked(item, path);
  }

  end(): readonly Json[] {
    this.#flush();
    return this.#messages;
  }

  #flush(): void {
    if (this.#answer) this.#messages.push({ ...this.#answer });
    this.#answer = null;
  }

  #addAsked(item: Json, path: string): void {
    this.#flush();
    if (item.type === "function_call_output") {
      const { call_id, output } = fittingAt(item, FunctionOutput, path);
      const content = typeof output === "string" ? output : output.map(({ text }) => text).join("");
      this.#messages.push({ role: "tool", tool_call_id: call_id, content });
      return;
    }
    if (item.type !== undefined && item.type !== "message")
      throw cannotCarry(`${path}.type`, `Items of the type ${String(item.type).slice(0, 60)} cannot be carried`);
    const { role, content } = fittingAt(item, AskedMessage, path);
    this.#messages.push({
      role: role === "user" ? "user" : "system",
      content: typeof content === "string" ? content : contentOf(content),
    });
  }

  #begun(): Answer {
    this.#answer ??= { role: "assistant", content: null };
    return this.#answer;
  }

  #addReasoning({ content }: z.output<typeof Reasoning>): void {
    const thought = (content ?? []).map(({ text }) => text).join("");
    if (thought === "") return;
    if (this.#answer && (this.#answer.content !== null || this.#answer.tool_calls)) this.#flush();
    const answer = this.#begun();
    answer.reasoning_content = (answer.reasoning_content ?? "") + thought;
  }

  #addAnswer({ content }: z.output<typeof AnsweredMessage>): void {
    if (this.#answer && this.#answer.content !== null) this.#flush();
    const answer = this.#begun();
    if (typeof content === "string") {
      answer.content = content;
      return;
    }
    const texts = content.flatMap((part) => (part.type === "output_text" ? [part.text] : []));
    const refusals = content.flatMap((part) => (part.type === "refusal" ? [part.refusal] : []));
    if (texts.length > 0 || refusals.length === 0) answer.content = texts.join("");
    if (refusals.length > 0) answer.refusal = refusals.join("");
  }

  #addCall({ call_id: id, name, arguments: given }: z.output<typeof FunctionCall>): void {
    const answer = this.#begun();
    answer.tool_calls ??= [];
    answer.tool_calls.push({ id, type: "function", function: { name, arguments: given } });
  }
}

function contentOf(parts: readonly InputPart[]): unknown {
  const [first] = parts;
  return parts.length === 1 && first?.type === "input_text" ? first.text : parts.map(partOf);
}

function partOf(part: InputPart): Json {
  switch (part.type) {
    case "input_text":
      return { type: "text", text: part.text };
    case "input_image":
      return { type: "image_url", image_url: { url: part.image_url, ...(part.detail && { detail: part.detail }) } };
    case "input_file":
      return { type: "file", file: { file_data: part.file_data, ...(part.filename && { filename: part.filename }) } };
    case "input_audio":
      return { type: "input_audio", input_audio: part.input_audio };
  }
}

function fittingAt<T extends z.ZodType>(value: unknown, schema: T, path: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const issue = first && deepest(first);
  const param = [path, ...(issue?.path ?? [])].join(".");
  throw cannotCarry(param, issue?.message ?? "does not fit");
}

type Issue = z.core.$ZodIssue;

/** Of the ways in which something could fit, what hinders the one that went furthest. */
function deepest(issue: Issue): Pick<Issue, "path" | "message"> {
  if (issue.code !== "invalid_union") return issue;
  const found = issue.errors.flat().map(deepest);
  const [inner] = found.sort((a, b) => b.path.length - a.path.length);
  return inner && inner.path.length > 0 ? { path: [...issue.path, ...inner.path], message: inner.message } : issue;
}

const cannotCarry = (param: string, why: string) =>
  new DomainError("invalid", `${param}: ${why}`, { details: { param } });
