import { invalid, unsupported } from "./errors.mjs";
import { isObject } from "./fields.mjs";

const REFUSED = [
  "allOf",
  "not",
  "if",
  "then",
  "else",
  "patternProperties",
  "dependentSchemas",
  "unevaluatedProperties",
];
const FORMATS = new Set(["date-time", "time", "date"]);
const KEPT = new Set([
  "type",
  "enum",
  "const",
  "description",
  "properties",
  "additionalProperties",
  "minProperties",
  "maxProperties",
  "items",
  "prefixItems",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
]);
const TYPES = new Set(["string", "number", "integer", "boolean", "null", "object", "array"]);
const MAX_DEPTH = 32;

/**
 * A JSON Schema (2020-12) as the subset that llama grammars enforce: structure, types, enums and lengths. Keywords that would change
 * the structure and cannot be enforced are refused; those about single values (pattern, minimum …) are left to the caller.
 * Every listed property is generated, whether `required` names it or not.
 * @param {unknown} schema @param {string} path of the schema in the request
 */
export function grammarSchemaOf(schema, path, depth = 0) {
  if (!isObject(schema)) throw invalid(path, `${path} must be a JSON Schema object`);
  if (depth > MAX_DEPTH) throw invalid(path, `${path} is nested too deeply`);
  assertEnforceable(schema, path);
  const inner = (value, name) => grammarSchemaOf(value, `${path}.${name}`, depth + 1);
  const result = Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEPT.has(keyword)));
  if (FORMATS.has(String(schema.format))) result.format = schema.format;
  if (typeof schema.$ref === "string") result.$ref = schema.$ref.replace("#/definitions/", "#/$defs/");
  for (const [from, to] of Object.entries({ $defs: "$defs", definitions: "$defs", properties: "properties" })) {
    if (isObject(schema[from]))
      result[to] = Object.fromEntries(
        Object.entries(schema[from]).map(([name, value]) => [name, inner(value, `${from}.${name}`)]),
      );
  }
  for (const from of ["anyOf", "oneOf"]) {
    if (Array.isArray(schema[from]))
      result.oneOf = schema[from].map((value, index) => inner(value, `${from}.${index}`));
  }
  if (isObject(schema.items)) result.items = inner(schema.items, "items");
  if (Array.isArray(schema.prefixItems))
    result.prefixItems = schema.prefixItems.map((value, index) => inner(value, `prefixItems.${index}`));
  if (isObject(schema.additionalProperties))
    result.additionalProperties = inner(schema.additionalProperties, "additionalProperties");
  return result;
}

function assertEnforceable(schema, path) {
  const refused = REFUSED.find((keyword) => keyword in schema);
  if (refused) throw unsupported(path, `${path} uses "${refused}", which this runtime cannot enforce`);
  const unknown = [schema.type ?? []].flat().find((type) => !TYPES.has(type));
  if (unknown !== undefined) throw invalid(path, `${path} has the unknown type ${JSON.stringify(unknown)}`);
}
