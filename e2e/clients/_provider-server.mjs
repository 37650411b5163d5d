import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

/** A server that speaks as OpenAI does, and does what a small model cannot be brought to: the model's name says what. */
const BEHAVIOURS = { "two-calls": callTwice, thinks: think, "breaks-off": breakOff };
/** Names of its models. */
export const MODELS = Object.keys(BEHAVIOURS);
const usage = { prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 };

const server = createServer(async (request, response) => {
  const body = request.method === "POST" ? await json(request) : {};
  const behave = BEHAVIOURS[body.model];
  if (!behave) return response.writeHead(404).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  await behave(teller(response, body.model), body);
  if (!response.destroyed) response.end("data: [DONE]\n\n");
});
server.listen(Number(new URL(process.env.YARD_TEST_ELSEWHERE).port), "127.0.0.1");
await once(server, "listening");
process.stdout.write("The provider listens\n");

function teller(response, model) {
  const head = { id: "chatcmpl-elsewhere", object: "chat.completion.chunk", created: 1_700_000_000, model };
  const send = (rest) => response.write(`data: ${JSON.stringify({ ...head, ...rest })}\n\n`);
  return {
    delta: (delta) => send({ choices: [{ index: 0, delta, logprobs: null, finish_reason: null }] }),
    finish(reason) {
      send({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: reason }] });
      send({ choices: [], usage });
    },
    breakOff: () => new Promise((sent) => response.write(": \n\n", sent)).then(() => response.destroy()),
  };
}

/** Two calls whose pieces are mixed; once their results are there, text that says how many came. */
function callTwice({ delta, finish }, { messages }) {
  delta({ role: "assistant", content: null });
  const results = messages.filter(({ role }) => role === "tool");
  if (results.length > 0) {
    delta({ content: `${results.length} results` });
    return finish("stop");
  }
  const piece = (index, more, head = {}) => delta({ tool_calls: [{ index, ...head, function: more }] });
  piece(0, { name: "weather", arguments: '{"city":' }, { id: "call_bern", type: "function" });
  piece(1, { name: "weather", arguments: '{"city":' }, { id: "call_ulm", type: "function" });
  piece(0, { arguments: '"Bern"}' });
  piece(1, { arguments: '"Ulm"}' });
  finish("tool_calls");
}

function think({ delta, finish }) {
  delta({ role: "assistant", content: null });
  for (const reasoning_content of ["Let me ", "see."]) delta({ reasoning_content });
  delta({ content: "Yes." });
  finish("stop");
}

async function breakOff({ delta, breakOff: leave }) {
  delta({ role: "assistant", content: "" });
  delta({ content: "Well" });
  delta({ content: ", I" });
  await leave();
}
