import { invalid, unsupported } from "./errors.mjs";
import { isObject } from "./fields.mjs";
import { grammarSchemaOf } from "./json-schema.mjs";

const MAX_TOOLS = 128;

/**
 * What the request says about functions.
 * - none: there are none, or they may not be called
 * - offered: the model decides; the library renders them with the template and reads the calls
 * - forced: one of them must be called, which a grammar over `{ name, arguments }` guarantees
 * @param {Record<string, unknown>} body
 * @returns {{ kind: "none" } | { kind: "offered", functions: Record<string, object>, parallel: boolean } | { kind: "forced", functions: Record<string, { description?: string, params: object }> }}
 */
export function readTools(body) {
  const functions = functionsOf(body.tools);
  const choice = body.tool_choice ?? "auto";
  if (Object.keys(functions).length === 0) {
    if (choice !== "auto" && choice !== "none") throw invalid("tool_choice", "tool_choice needs tools to choose from");
    return { kind: "none" };
  }
  if (choice === "none") return { kind: "none" };
  if (choice === "auto") return { kind: "offered", functions, parallel: body.parallel_tool_calls !== false };
  if (choice === "required") return { kind: "forced", functions };
  const name =
    isObject(choice) && choice.type === "function" && isObject(choice.function) ? choice.function.name : undefined;
  if (typeof name !== "string")
    throw invalid(
      "tool_choice",
      'tool_choice must be none, auto, required or { type: "function", function: { name } }',
    );
  if (!Object.hasOwn(functions, name)) throw invalid("tool_choice", `There is no tool named ${name}`);
  return { kind: "forced", functions: { [name]: functions[name] } };
}

function functionsOf(tools) {
  if (tools === undefined || tools === null) return {};
  if (!Array.isArray(tools) || tools.length > MAX_TOOLS)
    throw invalid("tools", `tools must be a list of at most ${MAX_TOOLS} functions`);
  return Object.fromEntries(tools.map((tool, index) => functionOf(tool, `tools.${index}`)));
}

function functionOf(tool, path) {
  if (isObject(tool) && tool.type !== "function")
    throw unsupported(`${path}.type`, "Only tools of type function are available");
  const wanted = isObject(tool) ? tool.function : undefined;
  if (!isObject(wanted) || typeof wanted.name !== "string" || !/^[\w.-]{1,64}$/.test(wanted.name)) {
    throw invalid(
      `${path}.function.name`,
      `${path}.function.name must be 1 to 64 letters, digits, dots, dashes or underscores`,
    );
  }
  const params = wanted.parameters ? grammarSchemaOf(wanted.parameters, `${path}.function.parameters`) : undefined;
  const hasFields = isObject(params?.properties) && Object.keys(params.properties).length > 0;
  return [
    wanted.name,
    {
      ...(typeof wanted.description === "string" ? { description: wanted.description } : {}),
      ...(hasFields ? { params } : {}),
    },
  ];
}

/** The grammar's schema for a forced call. @param {Record<string, { params?: object }>} functions */
export function forcedCallSchema(functions) {
  const choices = Object.entries(functions).map(([name, { params }]) => ({
    type: "object",
    properties: { name: { const: name }, arguments: params ?? { type: "object", properties: {} } },
  }));
  return choices.length === 1 ? choices[0] : { oneOf: choices };
}

/** What the model is told, so that the forced JSON makes sense to it. @param {Record<string, object>} functions */
export function forcedCallPrompt(functions) {
  const list = Object.entries(functions).map(([name, spec]) => JSON.stringify({ name, ...spec }));
  return `Call one function. Answer with JSON only: {"name": …, "arguments": {…}}\nFunctions:\n${list.join("\n")}`;
}
