import { spawn } from "node:child_process";
import { root } from "../setup/install.mjs";

/** Runs a program to its end and shows what it prints; `text` has it once more, `code` is 127 when it does not exist. */
export function perform(file, args, { env = {}, quiet = false, timeoutMs = 30 * 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    const chunks = [];
    const keep = (output) => (chunk) => {
      chunks.push(chunk);
      if (!quiet) output.write(chunk);
    };
    child.stdout.on("data", keep(process.stdout));
    child.stderr.on("data", keep(process.stderr));
    child.once("error", (error) => resolve({ code: 127, text: error.message }));
    child.once("close", (code, signal) => {
      const text = Buffer.concat(chunks).toString();
      resolve({ code: code ?? 1, text: signal ? `${text}\nended by ${signal}` : text });
    });
  });
}
