import { type Ctx, DomainError } from "@/server/kernel";
import { type FileHeader, type HeaderFormat, headerFormatOf, type WeightFacts } from "../contract/weights";
import { openRepoFile, type RepoFile } from "../files/open-repo-file";
import type { FileBytes, Tensor } from "../formats/file-bytes";
import { readGguf } from "../formats/gguf";
import type { GgufValue } from "../formats/gguf-values";
import { readOnnx } from "../formats/onnx";
import { readSafetensors } from "../formats/safetensors";
import { networkOfGguf } from "../networks/network-facts";
import type { Repository } from "../repositories/repository";

export interface Header {
  readonly facts: WeightFacts;
  readonly metadata: Readonly<Record<string, GgufValue>>;
  readonly tensors: readonly Tensor[];
  readonly inputs: FileHeader["inputs"];
  readonly outputs: FileHeader["outputs"];
}

/** Of a file, or a model, of which nothing could be read. */
export const NO_FACTS: WeightFacts = {
  parameters: null,
  byDtype: {},
  tensorCount: 0,
  architecture: null,
  contextLength: null,
  quantization: null,
  network: null,
};

/** Like `headerFormatOf`. Throws `invalid` (`no_header`) instead of `null`. */
export function requireHeaderFormat(path: string): HeaderFormat {
  const format = headerFormatOf(path);
  if (format) return format;
  throw new DomainError("invalid", "Only safetensors, GGUF and ONNX files have a header that can be read", {
    reason: "no_header",
  });
}

/** Reads what a file says about itself, fetching only its beginning. Throws `invalid` (`bad_model_file`), `unavailable` (`threads_busy`). */
export async function readHeader(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { file, format }: { readonly file: RepoFile; readonly format: HeaderFormat },
): Promise<Header> {
  return ctx.live.objects.headers.pass(() => READERS[format](bytesOf(ctx, repo, file)));
}

const READERS: Readonly<Record<HeaderFormat, (file: FileBytes) => Promise<Header>>> = {
  async safetensors(file) {
    const { metadata, tensors, parameters } = await readSafetensors(file);
    const facts = { ...NO_FACTS, parameters: parameters.total, byDtype: parameters.byDtype };
    return { facts: { ...facts, tensorCount: tensors.length }, metadata, tensors, inputs: [], outputs: [] };
  },
  async gguf(file) {
    const { metadata, tensors, parameters, architecture, quantization } = await readGguf(file);
    const facts = {
      parameters: parameters.total,
      byDtype: parameters.byDtype,
      tensorCount: tensors.length,
      architecture: architecture.name,
      contextLength: architecture.contextLength,
      quantization,
      network: networkOfGguf(architecture),
    };
    return { facts, metadata, tensors, inputs: [], outputs: [] };
  },
  async onnx(file) {
    const { producer, irVersion, operatorSets, inputs, outputs, parameters, externalFiles } = await readOnnx(file);
    const versions = Object.entries(operatorSets).map(([name, version]) => [`operator set ${name}`, version] as const);
    const metadata = {
      ...(producer !== null && { producer }),
      ...(irVersion !== null && { "IR version": irVersion }),
      ...Object.fromEntries(versions),
      ...(externalFiles.length > 0 && { "external files": externalFiles.join(", ") }),
    };
    const mutable = (values: typeof inputs) => values.map(({ name, shape }) => ({ name, shape: [...shape] }));
    const ports = { inputs: mutable(inputs), outputs: mutable(outputs) };
    return { facts: { ...NO_FACTS, parameters }, metadata, tensors: [], ...ports };
  },
};

function bytesOf(ctx: Ctx<"repositories" | "objects">, repo: Repository, { entry, size }: RepoFile): FileBytes {
  return {
    size,
    async read(start, end) {
      if (end <= start) return new Uint8Array();
      const chunks: Uint8Array[] = [];
      const body = await openRepoFile(ctx, repo, { entry, range: { start, end: end - 1 } });
      for await (const chunk of body) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
