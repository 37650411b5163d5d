import { access, constants, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { FatalError } from "./fatal.mjs";

const PART = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;

/**
 * The files that make up a model, first part first, with their sizes.
 * llama.cpp's `gguf-split` names parts `<name>-00001-of-00003.gguf`; every part must lie beside the first.
 * @param {string} modelPath
 * @returns {Promise<{ paths: string[], sizeBytes: number }>}
 */
export async function findModelFiles(modelPath) {
  const paths = partsOf(modelPath);
  const sizes = await Promise.all(paths.map((path, index) => sizeOf(path, { part: index + 1, of: paths.length })));
  return { paths, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function partsOf(modelPath) {
  const match = PART.exec(basename(modelPath));
  if (!match) return [modelPath];
  const [, name, index, count] = match;
  if (Number(index) !== 1)
    throw new FatalError(
      "invalid_configuration",
      `--model must name the first part, not part ${Number(index)} of ${Number(count)}`,
    );
  return Array.from({ length: Number(count) }, (_, at) =>
    join(dirname(modelPath), `${name}-${String(at + 1).padStart(5, "0")}-of-${count}.gguf`),
  );
}

async function sizeOf(path, { part, of }) {
  const info = await stat(path).catch(() => null);
  if (info?.isFile()) {
    await access(path, constants.R_OK).catch((error) => {
      throw new FatalError("invalid_configuration", `${path} may not be read`, { cause: error });
    });
    return info.size;
  }
  if (of > 1 && part > 1) throw new FatalError("corrupt_file", `Part ${part} of ${of} is missing: ${basename(path)}`);
  throw new FatalError("invalid_configuration", `There is no model file at ${path}`);
}

/**
 * Compares what the headers promise with what is on disk: a download that was cut short is the common damage.
 * @param {{ info: import("node-llama-cpp").GgufFileInfo, tensorBytes: number, sizeBytes: number }} found
 */
export function assertComplete({ info, tensorBytes, sizeBytes }) {
  const starts = new Map();
  for (const { filePart, fileOffset, offset } of info.fullTensorInfo ?? info.tensorInfo ?? []) {
    starts.set(filePart, Number(BigInt(fileOffset) - BigInt(offset)));
  }
  const promised = [...starts.values()].reduce((sum, start) => sum + start, tensorBytes);
  if (promised <= sizeBytes) return;
  throw new FatalError("corrupt_file", `The file is cut short: ${sizeBytes} of ${promised} bytes are there`);
}
