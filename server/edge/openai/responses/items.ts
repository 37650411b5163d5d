/** What stands in a response, as its client reads it; grows while the answer comes. */
export type Status = "in_progress" | "completed" | "incomplete";

export const PARTS = {
  output_text: {
    item: "message",
    field: "text",
    events: "response.output_text",
    rest: { annotations: [], logprobs: [] },
  },
  refusal: { item: "message", field: "refusal", events: "response.refusal", rest: {} },
  reasoning_text: { item: "reasoning", field: "text", events: "response.reasoning_text", rest: {} },
} as const;
export type PartKind = keyof typeof PARTS;

export interface Part {
  readonly kind: PartKind;
  text: string;
}

export interface TextItem {
  readonly type: "message" | "reasoning";
  readonly id: string;
  status: Status;
  readonly parts: Part[];
}

export interface CallItem {
  readonly type: "function_call";
  readonly id: string;
  status: Status;
  callId: string;
  name: string;
  arguments: string;
}

export type Item = TextItem | CallItem;

export const shownPart = ({ kind, text }: Part) => ({ type: kind, [PARTS[kind].field]: text, ...PARTS[kind].rest });

export function shown(item: Item): object {
  const { type, id, status } = item;
  switch (item.type) {
    case "function_call":
      return { type, id, status, call_id: item.callId, name: item.name, arguments: item.arguments };
    case "message":
      return { type, id, status, role: "assistant", content: item.parts.map(shownPart) };
    case "reasoning":
      return { type, id, status, summary: [], content: item.parts.map(shownPart) };
  }
}
