import { invalid, unsupported } from "./errors.mjs";
import { isObject } from "./fields.mjs";

const MAX_MESSAGES = 4096;

/**
 * OpenAI's `messages` as the history that chat templates are rendered from. A call's result is folded into the answer that
 * asked for it; consecutive answers become one. A list that ends with an assistant message is continued from there.
 * @param {unknown} messages
 * @returns {import("node-llama-cpp").ChatHistoryItem[]} always ends with an answer, empty or to be continued
 */
export function historyOf(messages) {
  if (!Array.isArray(messages) || messages.length === 0)
    throw invalid("messages", "messages must be a list with at least one message");
  if (messages.length > MAX_MESSAGES) throw invalid("messages", `messages may hold ${MAX_MESSAGES} entries`);
  const history = [];
  const calls = new Map();
  for (const [index, message] of messages.entries()) {
    const path = `messages.${index}`;
    if (!isObject(message)) throw invalid(path, `${path} must be an object`);
    addMessage({ history, calls }, message, path);
  }
  answerOf(history);
  return history;
}

function addMessage({ history, calls }, message, path) {
  switch (message.role) {
    case "system":
    case "developer":
      history.push({ type: "system", text: textOf(message.content, `${path}.content`) });
      return;
    case "user":
      history.push({ type: "user", text: textOf(message.content, `${path}.content`) });
      return;
    case "assistant":
      addAnswer({ answer: answerOf(history), calls }, message, path);
      return;
    case "tool":
      addResult(calls, message, path);
      return;
    default:
      throw invalid(`${path}.role`, `${path}.role must be system, developer, user, assistant or tool`);
  }
}

/** The answer at the end of the history; begins one when the last word was somebody else's. */
function answerOf(history) {
  const last = history.at(-1);
  if (last?.type === "model") return last;
  const answer = { type: "model", response: [] };
  history.push(answer);
  return answer;
}

function addAnswer({ answer, calls }, message, path) {
  if (message.content !== undefined && message.content !== null) {
    const text = textOf(message.content, `${path}.content`);
    if (text) answer.response.push(text);
  }
  if (message.tool_calls === undefined || message.tool_calls === null) return;
  if (!Array.isArray(message.tool_calls)) throw invalid(`${path}.tool_calls`, `${path}.tool_calls must be a list`);
  for (const [index, call] of message.tool_calls.entries()) {
    const where = `${path}.tool_calls.${index}`;
    const named =
      isObject(call) &&
      isObject(call.function) &&
      typeof call.id === "string" &&
      typeof call.function.name === "string";
    if (!named) throw invalid(where, `${where} must have an id and a function with a name`);
    const item = {
      type: "functionCall",
      name: call.function.name,
      params: parsed(call.function.arguments ?? "{}", `${where}.function.arguments`),
      result: null,
    };
    answer.response.push(item);
    calls.set(call.id, item);
  }
}

function addResult(calls, message, path) {
  const call = calls.get(message.tool_call_id);
  if (!call) throw invalid(`${path}.tool_call_id`, `${path}.tool_call_id names no earlier tool call`);
  call.result = textOf(message.content, `${path}.content`);
}

function parsed(text, path) {
  if (typeof text !== "string") throw invalid(path, `${path} must be a string of JSON`);
  try {
    return JSON.parse(text || "{}");
  } catch (error) {
    throw invalid(path, `${path} is not JSON`, { cause: error });
  }
}

function textOf(content, path) {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) throw invalid(path, `${path} must be a string or a list of text parts`);
  return content.map((part, index) => partText(part, `${path}.${index}`)).join("");
}

function partText(part, path) {
  if (isObject(part) && part.type === "text" && typeof part.text === "string") return part.text;
  if (isObject(part) && typeof part.type === "string" && part.type !== "text")
    throw unsupported(path, `This runtime reads text only, not ${part.type}`);
  throw invalid(path, `${path} must be { "type": "text", "text": … }`);
}
