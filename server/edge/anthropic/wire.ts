import { z } from "zod";
import { Text } from "@/server/kernel/contract";

/** Anthropic's request shapes as far as they are translated; what is named nowhere here is refused or has no meaning for a chat. */
const MAX_TEXT = 10_000_000;
const text = z.string().max(MAX_TEXT);
const id = z.string().min(1).max(200);

const TextBlock = z.looseObject({ type: z.literal("text"), text });
export type TextBlock = z.infer<typeof TextBlock>;

const ImageBlock = z.looseObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    z.looseObject({ type: z.literal("base64"), media_type: z.string().max(100), data: text }),
    z.looseObject({ type: z.literal("url"), url: z.string().max(10_000) }),
  ]),
});
export type ImageBlock = z.infer<typeof ImageBlock>;

const ToolUseBlock = z.looseObject({
  type: z.literal("tool_use"),
  id,
  name: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
});

const ToolResultBlock = z.looseObject({
  type: z.literal("tool_result"),
  tool_use_id: id,
  content: z.union([text, z.array(z.discriminatedUnion("type", [TextBlock, ImageBlock])).max(1_000)]).optional(),
  is_error: z.boolean().nullish(),
});
export type ToolResultBlock = z.infer<typeof ToolResultBlock>;

const ThinkingBlock = z.looseObject({ type: z.literal("thinking"), thinking: text });

const UserBlock = z.discriminatedUnion("type", [TextBlock, ImageBlock, ToolResultBlock]);
export type UserBlock = z.infer<typeof UserBlock>;
const AssistantBlock = z.discriminatedUnion("type", [TextBlock, ToolUseBlock, ThinkingBlock]);
export type AssistantBlock = z.infer<typeof AssistantBlock>;

const contentOf = <T extends z.ZodType>(block: T) => z.union([text, z.array(block).max(10_000)]);

const Message = z.discriminatedUnion("role", [
  z.looseObject({ role: z.literal("user"), content: contentOf(UserBlock) }),
  z.looseObject({ role: z.literal("assistant"), content: contentOf(AssistantBlock) }),
]);
export type Message = z.infer<typeof Message>;

const Tool = z.looseObject({
  /** Tools that run at Anthropic have a type of their own. */
  type: z.literal("custom").nullish(),
  name: z.string().min(1).max(200),
  description: text.optional(),
  input_schema: z.record(z.string(), z.unknown()),
});

const ToolChoice = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("auto"), disable_parallel_tool_use: z.boolean().optional() }),
  z.looseObject({ type: z.literal("any"), disable_parallel_tool_use: z.boolean().optional() }),
  z.looseObject({ type: z.literal("tool"), name: id, disable_parallel_tool_use: z.boolean().optional() }),
  z.looseObject({ type: z.literal("none") }),
]);
export type ToolChoice = z.infer<typeof ToolChoice>;

/** Asks for something that no chat model behind this interface can do. */
const absent = (what: string) => z.null(`${what} cannot be carried to this model`).optional();

/** What a prompt is made of; the same for a message and for counting its tokens. */
export const CountTokensRequest = z.looseObject({
  model: Text.min(1).max(300),
  messages: z.array(Message).min(1).max(10_000),
  system: z.union([text, z.array(TextBlock).max(1_000)]).nullish(),
  tools: z.array(Tool).max(512).nullish(),
  tool_choice: ToolChoice.nullish(),
  mcp_servers: z.array(z.unknown()).max(0, "MCP servers cannot be reached from this model").nullish(),
  container: absent("A container"),
});
export type CountTokensRequest = z.infer<typeof CountTokensRequest>;

export const MessagesRequest = CountTokensRequest.extend({
  max_tokens: z.int().min(1).max(10_000_000),
  stream: z.boolean().nullish(),
  stop_sequences: z.array(z.string().max(1_000)).max(16).nullish(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.int().min(0).max(1_000_000).nullish(),
  metadata: z.looseObject({ user_id: z.string().max(500).nullish() }).nullish(),
  thinking: z
    .discriminatedUnion("type", [
      z.looseObject({ type: z.literal("enabled"), budget_tokens: z.int().min(1).max(10_000_000) }),
      z.looseObject({ type: z.literal("adaptive") }),
      z.looseObject({ type: z.literal("disabled") }),
    ])
    .nullish(),
  output_config: z
    .looseObject({
      format: z.looseObject({ type: z.literal("json_schema"), schema: z.record(z.string(), z.unknown()) }).nullish(),
    })
    .nullish(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;

/** What says whom a message is for; the rest is read once that is known. */
export const AnyMessage = z.looseObject({
  model: Text.min(1).max(300),
  stream: z.boolean().nullish(),
});
export type AnyMessage = z.infer<typeof AnyMessage>;

/** Tools that run at Anthropic cost more than their tokens. */
const OWN_TOOLS = /^(?:custom|(?:bash|text_editor|computer|memory)_\d+)$/;

/** A message for who speaks this language: it passes as it came, except for what is charged beside tokens. */
export const NativeMessage = z.looseObject({
  max_tokens: z.int().min(1).max(10_000_000),
  messages: z
    .array(z.looseObject({ role: z.string().max(40) }))
    .min(1)
    .max(10_000),
  tools: z
    .array(
      z.looseObject({
        type: z.string().regex(OWN_TOOLS, "This tool runs at the provider, which is not offered").nullish(),
      }),
    )
    .max(512)
    .nullish(),
  mcp_servers: z.array(z.unknown()).max(0, "MCP servers are not reached from here").nullish(),
  container: absent("A container"),
});

export type StopReason = "end_turn" | "max_tokens" | "stop_sequence" | "tool_use" | "refusal";

export interface MessageUsage {
  /** Tokens of the prompt that were not in a cache. */
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  /** What the call costs, as exact decimal text; a member of ours, once all of it is known. */
  readonly cost?: string;
  readonly currency?: string;
}

export type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "thinking"; readonly thinking: string; readonly signature: string }
  | { readonly type: "tool_use"; readonly id: string; readonly name: string; readonly input: unknown };

export type Delta =
  | { readonly type: "text_delta"; readonly text: string }
  | { readonly type: "thinking_delta"; readonly thinking: string }
  | { readonly type: "input_json_delta"; readonly partial_json: string };

export interface MessageBody {
  readonly id: string;
  readonly type: "message";
  readonly role: "assistant";
  readonly model: string;
  readonly content: readonly ContentBlock[];
  readonly stop_reason: StopReason | null;
  readonly stop_sequence: string | null;
  readonly usage: MessageUsage;
}

/** One event of a streamed message, named by its `type`. */
export type MessageEvent =
  | { readonly type: "message_start"; readonly message: MessageBody }
  | { readonly type: "content_block_start"; readonly index: number; readonly content_block: ContentBlock }
  | { readonly type: "content_block_delta"; readonly index: number; readonly delta: Delta }
  | { readonly type: "content_block_stop"; readonly index: number }
  | {
      readonly type: "message_delta";
      readonly delta: { readonly stop_reason: StopReason; readonly stop_sequence: string | null };
      readonly usage: MessageUsage;
    }
  | { readonly type: "message_stop" };
