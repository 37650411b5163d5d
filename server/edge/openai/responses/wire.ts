import { z } from "zod";
import { Text } from "@/server/kernel/contract";

const text = z.string().max(10_000_000);
const name = z.string().min(1).max(256);
/** Something that can be asked for, and nothing else of it can be carried. */
const refused = (why: string) => z.union([z.null(), z.literal(false)], why).optional();

const ResponseTool = z.looseObject({
  type: z.literal("function", "Only functions can be called; tools that OpenAI runs itself are not there"),
  name,
  description: text.nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});

const ToolChoice = z.union(
  [z.enum(["none", "auto", "required"]), z.strictObject({ type: z.literal("function"), name })],
  "Use none, auto, required or a function",
);

const Format = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    ...{ type: z.literal("json_schema"), name, description: text.nullish(), strict: z.boolean().nullish() },
    schema: z.record(z.string(), z.unknown()),
  }),
]);

const MAX_METADATA = 16;

/** What a response can be asked for; what a chat cannot carry is refused here, with its name. */
export const ResponseRequest = z.strictObject({
  model: Text.min(1).max(300),
  input: z.union([
    text,
    z
      .array(z.looseObject({ type: z.string().max(60).optional() }))
      .min(1)
      .max(10_000),
  ]),
  instructions: text.nullish(),
  previous_response_id: z.string().max(100).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().nullish() }).nullish(),
  max_output_tokens: z.int().min(1).max(10_000_000).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  tools: z.array(ResponseTool).max(512).nullish(),
  tool_choice: ToolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  max_tool_calls: z.int().min(1).nullish(),
  text: z.strictObject({ format: Format.nullish(), verbosity: z.enum(["low", "medium", "high"]).nullish() }).nullish(),
  reasoning: z
    .strictObject({
      effort: z.string().max(20).nullish(),
      summary: z.literal("auto", "Nobody here sums reasoning up: leave it out, or use auto").nullish(),
    })
    .nullish(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((given) => Object.keys(given).length <= MAX_METADATA, `At most ${MAX_METADATA} members`)
    .nullish(),
  truncation: z.literal("disabled", "Nothing is left out of a conversation by itself: use disabled").nullish(),
  include: z.array(z.literal("reasoning.encrypted_content", "This cannot be included")).max(8).nullish(),
  service_tier: z.enum(["auto", "default"], "There is one tier: use auto").nullish(),
  user: z.string().max(512).nullish(),
  safety_identifier: z.string().max(512).nullish(),
  prompt_cache_key: z.string().max(512).nullish(),
  prompt_cache_retention: z.string().max(40).nullish(),
  top_logprobs: z.literal(0, "Log probabilities cannot be told in a response").nullish(),
  background: refused("Responses are not made in the background: stream them"),
  conversation: refused("Conversations are not kept: use previous_response_id"),
  prompt: refused("Prompts are not kept here: send instructions and input"),
});
export type ResponseRequest = z.output<typeof ResponseRequest>;

/** Of the query of a list of input items. */
export const InputItemsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  order: z.enum(["asc", "desc"]).default("desc"),
  after: z.string().max(100).optional(),
  include: z.string().max(100).optional(),
  "include[]": z.string().max(100).optional(),
});

const InputPart = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("input_text"), text }),
  z.looseObject({
    type: z.literal("input_image"),
    image_url: z.string("Send the image as image_url: files are not kept here").max(10_000_000),
    detail: z.string().max(20).nullish(),
    file_id: refused("Files are not kept here: send the image as image_url"),
  }),
  z.looseObject({
    type: z.literal("input_file"),
    file_data: z.string("Send the file as file_data: files are not kept here").max(10_000_000),
    filename: z.string().max(512).nullish(),
    file_id: refused("Files are not kept here: send the file as file_data"),
    file_url: refused("Files are not fetched: send the file as file_data"),
  }),
  z.looseObject({
    type: z.literal("input_audio"),
    input_audio: z.looseObject({ data: text, format: z.string().max(20) }),
  }),
]);
export type InputPart = z.output<typeof InputPart>;

const OutputPart = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("output_text"), text }),
  z.looseObject({ type: z.literal("refusal"), refusal: text }),
]);

const message = { type: z.literal("message").optional() };
export const AskedMessage = z.looseObject({
  ...message,
  role: z.enum(["user", "system", "developer"]),
  content: z.union([text, z.array(InputPart).max(10_000)]),
});
export const AnsweredMessage = z.looseObject({
  ...message,
  role: z.literal("assistant"),
  content: z.union([text, z.array(OutputPart).max(10_000)]),
});
export const FunctionCall = z.looseObject({ call_id: name, name, arguments: text });
export const FunctionOutput = z.looseObject({
  call_id: name,
  output: z.union([
    text,
    z
      .array(z.looseObject({ type: z.literal("input_text", "What a function returns to a chat is text"), text }))
      .max(10_000),
  ]),
});
export const Reasoning = z.looseObject({
  content: z
    .array(z.looseObject({ type: z.literal("reasoning_text"), text }))
    .max(10_000)
    .nullish(),
  encrypted_content: z.null("Reasoning that somebody else encrypted cannot be read here: leave it out").optional(),
});
