import { setTimeout } from "node:timers/promises";
import {
  GgufInsights,
  getLlama,
  LlamaChat,
  LlamaCompletion,
  LlamaLogLevel,
  readGgufFileInfo,
  resolveChatWrapper,
} from "node-llama-cpp";
import { FatalError, fatalOf } from "./fatal.mjs";
import { logEvent, logText } from "./log.mjs";
import { assertMemoryFits } from "./memory.mjs";
import { assertComplete, findModelFiles } from "./model-files.mjs";
import { samplingDefaultsOf } from "./sampling.mjs";
import { SlotPool } from "./slots.mjs";

const DEFAULT_CONTEXT = 4096;
const MAX_WAITING = 64;
const KEPT_LOG_LINES = 40;
/** What llama.cpp printed arrives after the error that it explains. */
const LOG_DELAY_MS = 50;

/**
 * @typedef {object} GenerationSlot one sequence of the shared context, with the two ways to generate in it
 * @property {import("node-llama-cpp").LlamaContextSequence} sequence
 * @property {LlamaChat} chat
 * @property {LlamaCompletion} completion
 *
 * @typedef {object} Engine what the routes work with
 * @property {string} alias the model's name in answers
 * @property {number} createdAt unix seconds
 * @property {number} contextSize tokens of one sequence
 * @property {number} parallel
 * @property {number} vocabularySize
 * @property {import("node-llama-cpp").Llama} llama
 * @property {import("node-llama-cpp").LlamaModel} model
 * @property {import("node-llama-cpp").ChatWrapper} chatWrapper the template in the file, or the library's own for that family
 * @property {SlotPool<GenerationSlot> | null} slots null: the model only makes embeddings
 * @property {ReturnType<typeof samplingDefaultsOf>} sampling
 * @property {(work: (context: import("node-llama-cpp").LlamaEmbeddingContext) => Promise<unknown>, signal: AbortSignal) => Promise<any>} withEmbeddings
 * @property {() => Promise<void>} dispose
 */

/**
 * Checks the files, loads the model and prepares `parallel` sequences. Every failure is a FatalError with its cause.
 * @param {ReturnType<typeof import("./arguments.mjs").readArguments>} options @param {AbortSignal} signal
 * @returns {Promise<Engine>}
 */
export async function loadEngine(options, signal) {
  const lines = [];
  try {
    const files = await findModelFiles(options.model);
    logEvent({ phase: "checking", files: files.paths.length, sizeBytes: files.sizeBytes });
    const info = await readHeader(files.paths[0]);
    const llama = await startLlama(options.threads, lines);
    const trained = trainedContextOf(info);
    const contextSize = options.context ?? Math.min(trained ?? DEFAULT_CONTEXT, DEFAULT_CONTEXT);
    if (trained && contextSize > trained)
      logText(`The model was trained on ${trained} tokens; answers beyond that get worse.`);
    const insights = await GgufInsights.from(info, llama);
    assertComplete({ info, tensorBytes: insights.modelSize, sizeBytes: files.sizeBytes });
    await assertMemoryFits({ insights, sizeBytes: files.sizeBytes, contextSize, parallel: options.parallel });
    const model = await loadModel(llama, { modelPath: files.paths[0], signal });
    return await engineOf({ options, llama, model, contextSize });
  } catch (error) {
    await setTimeout(LOG_DELAY_MS);
    throw fatalOf(error, lines);
  }
}

/** Reads the headers of all parts. */
async function readHeader(path) {
  const info = await readGgufFileInfo(path, { sourceType: "filesystem", logWarnings: false }).catch((error) => {
    const { code, message } = fatalOf(error);
    if (code === "unsupported_model") throw new FatalError(code, message, { cause: error });
    throw new FatalError("corrupt_file", `The header cannot be read: ${message}`, { cause: error });
  });
  if (typeof info.metadata?.general?.architecture !== "string")
    throw new FatalError("corrupt_file", "The file names no architecture");
  const tensors = info.fullTensorInfo ?? info.tensorInfo ?? [];
  if (tensors.length === 0) throw new FatalError("corrupt_file", "The file has no tensors");
  return info;
}

async function startLlama(threads, lines) {
  return await getLlama({
    gpu: false,
    build: "never",
    skipDownload: true,
    progressLogs: false,
    maxThreads: threads,
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) => {
      lines.push(message.trim());
      if (lines.length > KEPT_LOG_LINES) lines.shift();
      logText(`[${level}] ${message}`);
    },
  });
}

async function loadModel(llama, { modelPath, signal }) {
  let told = -1;
  return await llama.loadModel({
    modelPath,
    loadSignal: signal,
    onLoadProgress(progress) {
      const step = Math.floor(progress * 20);
      if (step === told) return;
      told = step;
      logEvent({ phase: "loading", progress: Math.round(progress * 100) / 100 });
    },
  });
}

async function engineOf({ options, llama, model, contextSize }) {
  logEvent({ phase: "preparing", contextSize, parallel: options.parallel, threads: options.threads });
  const generates = model.fileInsights.hasDecoder;
  const context = generates
    ? await model.createContext({
        contextSize,
        sequences: options.parallel,
        threads: options.threads,
        batchSize: Math.min(contextSize, 512),
      })
    : null;
  const chatWrapper = resolveChatWrapper(model);
  const embeddings = embeddingsOf(model, { contextSize, threads: options.threads });
  return {
    alias: options.alias,
    createdAt: Math.floor(Date.now() / 1000),
    contextSize: context?.contextSize ?? contextSize,
    parallel: options.parallel,
    vocabularySize: vocabularySizeOf(model),
    llama,
    model,
    chatWrapper,
    slots: context
      ? new SlotPool(
          Array.from({ length: options.parallel }, () => slotOf(context, chatWrapper)),
          MAX_WAITING,
        )
      : null,
    sampling: samplingDefaultsOf(model.fileInfo.metadata.general),
    withEmbeddings: embeddings,
    dispose: () => llama.dispose(),
  };
}

function slotOf(context, chatWrapper) {
  const sequence = context.getSequence();
  return {
    sequence,
    chat: new LlamaChat({ contextSequence: sequence, chatWrapper }),
    completion: new LlamaCompletion({ contextSequence: sequence }),
  };
}

/** The embedding context costs memory, so it is made by the first request that needs it; one request at a time works in it. */
function embeddingsOf(model, { contextSize, threads }) {
  const line = new SlotPool([{}], MAX_WAITING);
  let context;
  return (work, signal) =>
    line.use({ signal }, async () => {
      context ??= await model.createEmbeddingContext({ contextSize, threads, batchSize: contextSize });
      return await work(context);
    });
}

function trainedContextOf(info) {
  const value = info.architectureMetadata?.context_length;
  return typeof value === "number" && value > 0 ? value : null;
}

function vocabularySizeOf(model) {
  let size = 0;
  for (const token of model.iterateAllTokens()) size = Math.max(size, token + 1);
  return size;
}
