/** A program for tests: answers with what it was asked, and fails in the way its arguments say. */
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    fatal: { type: "string" },
    exit: { type: "string" },
    lines: { type: "string" },
    memory: { type: "string" },
    stubborn: { type: "boolean" },
    port: { type: "string" },
  },
});
const fatal = (code, message) => {
  process.stdout.write(`${JSON.stringify({ fatal: { code, message } })}\n`);
  process.exitCode = 1;
};

for (let line = 1; line <= Number(values.lines ?? 0); line++) process.stdout.write(`line ${line}\n`);
process.stderr.write("a word on stderr\n");
if (values.stubborn) process.on("SIGTERM", () => process.stderr.write("no\n"));
if (values.memory) globalThis.held = Buffer.alloc(Number(values.memory), 1);
if (values.exit) process.exitCode = Number(values.exit);
else if (values.fatal) fatal(values.fatal, `it is ${values.fatal}`);
else listen(Number(values.port ?? process.env.PORT));

function listen(port) {
  const server = createServer((request, response) => {
    if (request.url === "/health") response.end("ok");
    else if (request.url === "/environment") response.end(JSON.stringify(process.env));
    else request.pipe(response);
  });
  server.once("error", (error) => fatal("port_taken", error.message));
  server.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));
}
