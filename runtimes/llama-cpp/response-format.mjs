import { invalid } from "./errors.mjs";
import { isObject, readObject } from "./fields.mjs";
import { grammarSchemaOf } from "./json-schema.mjs";

/**
 * The grammar that `response_format` asks for, or undefined for free text.
 * @param {import("node-llama-cpp").Llama} llama @param {Record<string, unknown>} body
 */
export async function readGrammar(llama, body) {
  const format = readObject(body, "response_format");
  switch (format?.type) {
    case undefined:
      if (format) throw invalid("response_format.type", "response_format.type is missing");
      return undefined;
    case "text":
      return undefined;
    case "json_object":
      return await llama.getGrammarFor("json");
    case "json_schema": {
      const path = "response_format.json_schema.schema";
      const schema = isObject(format.json_schema) ? format.json_schema.schema : undefined;
      return await grammarOf(llama, grammarSchemaOf(schema, path), path);
    }
    default:
      throw invalid("response_format.type", "response_format.type must be text, json_object or json_schema");
  }
}

/** @param {import("node-llama-cpp").Llama} llama @param {any} schema @param {string} path */
export async function grammarOf(llama, schema, path) {
  try {
    return await llama.createGrammarForJsonSchema(schema);
  } catch (error) {
    throw invalid(path, `${path} cannot be turned into a grammar: ${error instanceof Error ? error.message : error}`);
  }
}
