import { DomainError } from "@/server/kernel";
import type {
  AssistantBlock,
  CountTokensRequest,
  ImageBlock,
  Message,
  MessagesRequest,
  TextBlock,
  ToolChoice,
  ToolResultBlock,
  UserBlock,
} from "./wire";

type Json = Readonly<Record<string, unknown>>;

/** Budgets of thinking, in tokens, up to which OpenAI's words for effort reach. */
const LOW_EFFORT_TOKENS = 2_048;
const MEDIUM_EFFORT_TOKENS = 8_192;

/** A prompt in Anthropic's shape as `messages`, `tools` and `tool_choice` of OpenAI's chat. Throws `invalid` for what a chat cannot hold. */
export function promptOf({ messages, system, tools, tool_choice }: CountTokensRequest): Json {
  return {
    messages: [...systemOf(system), ...messages.flatMap(chatMessages)],
    ...(tools && tools.length > 0 && { tools: tools.map(functionOf) }),
    ...(tool_choice && choiceOf(tool_choice)),
  };
}

/** The whole request as a body of OpenAI's chat, without `model` and `stream`. */
export function chatOf(request: MessagesRequest): Json & { readonly max_tokens: number } {
  const { max_tokens, stop_sequences, temperature, top_p, top_k, metadata, thinking, output_config } = request;
  const format = output_config?.format;
  const given = {
    ...{ temperature, top_p, top_k, stop: stop_sequences, user: metadata?.user_id },
    reasoning_effort: thinking?.type === "enabled" ? effortOf(thinking.budget_tokens) : undefined,
    response_format: format && {
      type: "json_schema",
      json_schema: { name: "answer", schema: format.schema, strict: true },
    },
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return { ...promptOf(request), ...Object.fromEntries(known), max_tokens };
}

function effortOf(tokens: number): "low" | "medium" | "high" {
  if (tokens <= LOW_EFFORT_TOKENS) return "low";
  return tokens <= MEDIUM_EFFORT_TOKENS ? "medium" : "high";
}

function systemOf(system: CountTokensRequest["system"]): readonly Json[] {
  if (!system || system.length === 0) return [];
  return [{ role: "system", content: typeof system === "string" ? system : system.map(textPart) }];
}

function chatMessages(message: Message, index: number): readonly Json[] {
  const { role, content } = message;
  if (typeof content === "string") return [{ role, content }];
  return role === "user" ? questionOf(content, index) : [answerOf(content)];
}

/** Results of tools come first: OpenAI wants them right after the calls they answer. */
function questionOf(blocks: readonly UserBlock[], index: number): readonly Json[] {
  const results = blocks.flatMap((block, at) =>
    block.type === "tool_result" ? [resultOf(block, `${index}.content.${at}`)] : [],
  );
  const parts = blocks.flatMap((block) => (block.type === "tool_result" ? [] : [partOf(block)]));
  return parts.length > 0 || results.length === 0 ? [...results, { role: "user", content: parts }] : results;
}

function resultOf({ tool_use_id, content = "", is_error }: ToolResultBlock, path: string): Json {
  const texts = typeof content === "string" ? [content] : content.map((block) => textIn(block, path));
  const told = texts.join("\n");
  return { role: "tool", tool_call_id: tool_use_id, content: is_error ? `Error: ${told}` : told };
}

function textIn(block: TextBlock | ImageBlock, path: string): string {
  if (block.type === "text") return block.text;
  throw new DomainError("invalid", "The result of a tool can hold text only for this model", {
    details: { param: `messages.${path}` },
  });
}

const textPart = ({ text }: TextBlock): Json => ({ type: "text", text });

function partOf(block: TextBlock | ImageBlock): Json {
  if (block.type === "text") return textPart(block);
  const { source } = block;
  const url = source.type === "url" ? source.url : `data:${source.media_type};base64,${source.data}`;
  return { type: "image_url", image_url: { url } };
}

function answerOf(blocks: readonly AssistantBlock[]): Json {
  const texts = blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
  const thoughts = blocks.flatMap((block) => (block.type === "thinking" ? [block.thinking] : []));
  const calls = blocks.flatMap((block) => (block.type === "tool_use" ? [block] : []));
  return {
    role: "assistant",
    content: texts.length > 0 ? texts.join("") : null,
    ...(thoughts.length > 0 && { reasoning_content: thoughts.join("") }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, input }) => ({
        ...{ id, type: "function" },
        function: { name, arguments: JSON.stringify(input) },
      })),
    }),
  };
}

function functionOf({ name, description, input_schema }: NonNullable<CountTokensRequest["tools"]>[number]): Json {
  return {
    type: "function",
    function: { name, ...(description !== undefined && { description }), parameters: input_schema },
  };
}

function choiceOf(choice: ToolChoice): Json {
  if (choice.type === "none") return { tool_choice: "none" };
  const parallel = choice.disable_parallel_tool_use === true ? { parallel_tool_calls: false } : {};
  if (choice.type === "tool")
    return { tool_choice: { type: "function", function: { name: choice.name } }, ...parallel };
  return { tool_choice: choice.type === "any" ? "required" : "auto", ...parallel };
}
