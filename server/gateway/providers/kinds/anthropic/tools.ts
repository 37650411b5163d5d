import type { Body } from "../kind";
import { refused } from "./refused";

/** Functions of a chat as tools, and how they may be chosen. */
export function toolsOf({ tools, tool_choice, parallel_tool_calls }: Body): Body {
  const functions = Array.isArray(tools) ? tools.map((tool, index) => toolOf(Object(tool), `tools.${index}`)) : [];
  if (functions.length === 0) return {};
  const choice = choiceOf(tool_choice ?? undefined);
  const isAlone = parallel_tool_calls === false && Object(choice).type !== "none";
  const chosen = isAlone ? { ...(choice ?? { type: "auto" }), disable_parallel_tool_use: true } : choice;
  return { tools: functions, ...(chosen && { tool_choice: chosen }) };
}

function toolOf({ type, function: called }: Body, path: string): Body {
  if (type !== "function") throw refused(`${path}.type`, `A tool of the kind ${type} cannot be carried to this model`);
  const { name, description, parameters, strict } = Object(called);
  return {
    name,
    ...(typeof description === "string" && { description }),
    input_schema: parameters ?? { type: "object", properties: {} },
    ...(strict === true && { strict }),
  };
}

const CHOICES: ReadonlyMap<unknown, Body> = new Map([
  ["auto", { type: "auto" }],
  ["none", { type: "none" }],
  ["required", { type: "any" }],
]);

function choiceOf(choice: unknown): Body | undefined {
  if (choice === undefined) return undefined;
  const word = CHOICES.get(choice);
  if (word) return word;
  const { type, function: called } = Object(choice);
  if (type === "function") return { type: "tool", name: Object(called).name };
  throw refused("tool_choice", "tool_choice can be auto, none, required or a function for this model");
}
