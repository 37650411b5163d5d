import { ApiError } from "./errors.mjs";
import { isObject } from "./fields.mjs";

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Reads a JSON object of at most 8 MiB. @param {import("node:http").IncomingMessage} request */
export async function readJsonBody(request) {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const value = parsed(Buffer.concat(chunks).toString("utf8"));
  if (isObject(value)) return value;
  throw new ApiError(400, "The body must be a JSON object.", { code: "invalid_json" });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(error);
  }
}

function tooLarge() {
  return new ApiError(413, "The body may have 8 MiB.", { code: "request_too_large" });
}

function notJson(cause) {
  return new ApiError(400, "The body is not JSON.", { code: "invalid_json", cause });
}
