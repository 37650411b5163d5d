import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { type ChatBody, callSnippets } from "./call-snippets";

const body: ChatBody = {
  model: "ada/guide",
  messages: [{ role: "user", content: `it's "true", $HOME \`x\` \\ null 你好` }],
  temperature: 0.5,
  stop: ["\n"],
  stream: true,
};
const codeOf = (id: string, key: { secret: string } | { variable: string } = { variable: "YARD_KEY" }) =>
  callSnippets({ origin: "http://localhost:3000", key, body }).find((one) => one.id === id)?.code ?? "";

test("what a shell makes of the curl call is the body, letter by letter", async () => {
  const { stdout } = await promisify(execFile)("bash", [
    "-c",
    `curl() { printf '%s' "\${@: -1}"; }\n${codeOf("curl")}`,
  ]);
  expect(JSON.parse(stdout)).toEqual(body);
});

test("Python gets its own words for true and null, and strings keep theirs", () => {
  const code = codeOf("python");
  expect(code).toContain("stream=True");
  expect(code).toContain(String.raw`"it's \"true\", $HOME`);
  expect(code).toContain('api_key=os.environ["YARD_KEY"]');
});

test("a secret that was just made stands in the code", () => {
  for (const id of ["curl", "python", "node"]) expect(codeOf(id, { secret: "sk-yard-1" })).toContain("sk-yard-1");
});
