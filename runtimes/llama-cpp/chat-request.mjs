import { unsupported } from "./errors.mjs";
import { historyOf } from "./messages.mjs";
import { grammarOf, readGrammar } from "./response-format.mjs";
import { roomFor } from "./room.mjs";
import { readMaxTokens, readSampling, refuseUnsupported } from "./sampling.mjs";
import { readStreaming } from "./streaming.mjs";
import { forcedCallPrompt, forcedCallSchema, readTools } from "./tools.mjs";

/**
 * Reads the prompt of a chat, renders it with the model's template and counts it.
 * @param {import("./engine.mjs").Engine} engine @param {Record<string, unknown>} body
 */
export function readPrompt(engine, body) {
  if (body.functions) throw unsupported("functions", "functions is the old name: use tools");
  const tools = readTools(body);
  const history = historyOf(body.messages);
  if (tools.kind === "forced") history.unshift({ type: "system", text: forcedCallPrompt(tools.functions) });
  const functions = tools.kind === "offered" ? tools.functions : undefined;
  return { tools, history, functions, tokens: renderPrompt(engine, history, functions) };
}

/**
 * Reads and checks a body of POST /v1/chat/completions, renders its prompt and counts it.
 * @param {import("./engine.mjs").Engine} engine @param {Record<string, unknown>} body
 */
export async function readChatRequest(engine, body) {
  refuseUnsupported(body);
  const format = await readGrammar(engine.llama, body);
  const { tools, history, functions, tokens } = readPrompt(engine, body);
  if (format && tools.kind !== "none")
    throw unsupported("response_format", "response_format and tools cannot be used together in this runtime");
  const room = roomFor(engine, tokens.length, "messages");
  return {
    history,
    tokens,
    functions,
    parallelCalls: tools.kind === "offered" && tools.parallel,
    forced: tools.kind === "forced",
    grammar:
      tools.kind === "forced" ? await grammarOf(engine.llama, forcedCallSchema(tools.functions), "tools") : format,
    sampling: readSampling(body, engine.sampling),
    maxTokens: readMaxTokens(body, { room }),
    ...readStreaming(body),
  };
}

function renderPrompt({ chatWrapper, model }, chatHistory, availableFunctions) {
  const { contextText } = chatWrapper.generateContextState({
    chatHistory,
    availableFunctions,
    documentFunctionParams: true,
  });
  return contextText.tokenize(model.tokenizer);
}
