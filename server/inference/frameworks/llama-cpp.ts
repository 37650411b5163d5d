import { z } from "zod";
import { defineFramework } from "./framework";

/** What the pack takes when it is told nothing (`runtimes/README.md`). */
const DEFAULT_CONTEXT = 4_096;
const defaultThreads = (cores: number) => Math.max(1, cores - 1);

/** llama.cpp on the processor, through the pack `runtimes/llama-cpp`. */
export const llamaCpp = defineFramework({
  id: "llama-cpp",
  title: "llama.cpp",
  format: "gguf",
  pack: "llama-cpp",
  params: z.strictObject({
    context: z
      .int()
      .min(64)
      .max(16_777_216)
      .optional()
      .describe("Tokens of one request; default: what the model was trained on, at most 4096."),
    parallel: z
      .int()
      .min(1)
      .max(64)
      .default(4)
      .describe("Requests worked on at once; each takes memory for its context."),
    threads: z
      .int()
      .min(1)
      .max(512)
      .optional()
      .describe("Processors to compute with; default: one less than the machine has."),
  }),
  container: (file, { context, parallel, threads }) => ({
    image: "llama-cpp",
    args: [
      ...["--model", `{weights}/${file}`],
      ...["--parallel", String(parallel)],
      ...(context === undefined ? [] : ["--context", String(context)]),
      ...(threads === undefined ? [] : ["--threads", String(threads)]),
    ],
    env: {},
    healthPath: "/health",
  }),
  load: (trainedContext, { context, parallel }) => ({
    context: context ?? Math.min(trainedContext ?? DEFAULT_CONTEXT, DEFAULT_CONTEXT),
    parallel,
  }),
  // One more than compute, for the thread that talks HTTP.
  cores: (available, { threads }) => Math.min(available, (threads ?? defaultThreads(available)) + 1),
});
