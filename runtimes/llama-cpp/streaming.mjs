import { readBoolean, readObject } from "./fields.mjs";

/** Whether the answer is streamed, and whether its last event carries the usage. @param {Record<string, unknown>} body */
export function readStreaming(body) {
  const stream = readBoolean(body, "stream") ?? false;
  const options = readObject(body, "stream_options");
  return { stream, includeUsage: stream && options !== undefined && readBoolean(options, "include_usage") === true };
}
