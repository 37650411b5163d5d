import { expect, test } from "vitest";
import { Assembly } from "./assemble";

const log = (token: string) => ({ token, logprob: -0.1, bytes: null, top_logprobs: [] });
const piece = (content: string) => ({
  choices: [{ index: 0, delta: { content }, logprobs: { content: [log(content)], refusal: null } }],
});

test("log probabilities of a chat are put together as its text is", () => {
  const assembly = new Assembly("chat.completion");
  for (const content of ["Low", "-rank"]) assembly.add(piece(content));
  assembly.add({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }] });
  expect(assembly.result(null)).toMatchObject({
    choices: [{ message: { content: "Low-rank" }, logprobs: { content: [log("Low"), log("-rank")], refusal: null } }],
  });
});

test("those of a completion are lists beside each other, and nobody has to tell any", () => {
  const [asked, silent] = [new Assembly("text_completion"), new Assembly("text_completion")];
  for (const [at, text] of ["a", "b"].entries()) {
    const logprobs = { tokens: [text], token_logprobs: [at - 1], text_offset: [at] };
    asked.add({ choices: [{ index: 0, text, logprobs }] });
    silent.add({ choices: [{ index: 0, text, logprobs: null }] });
  }
  const logprobs = { tokens: ["a", "b"], token_logprobs: [-1, 0], text_offset: [0, 1] };
  expect(asked.result(null)).toMatchObject({ choices: [{ text: "ab", logprobs }] });
  expect(silent.result(null)).toMatchObject({ choices: [{ text: "ab", logprobs: null }] });
});
