/** Objects in objects: a grammar that lets an answer never end. */
const schema = {
  $ref: "#/$defs/object",
  $defs: {
    object: {
      type: "object",
      properties: { a: { $ref: "#/$defs/object" } },
      additionalProperties: false,
    },
  },
};

/** Room for an answer that takes many seconds on any machine: whoever leaves it leaves before its end. */
export const LONG_CONTEXT = ["--parallel", "1", "--context", "8192"] as const;

/** A chat whose answer goes on until its tokens run out. */
export const ENDLESS = {
  messages: [{ role: "user" as const, content: "What is LoRA?" }],
  temperature: 0,
  max_tokens: 8_000,
  response_format: { type: "json_schema" as const, json_schema: { name: "endless", schema } },
};
