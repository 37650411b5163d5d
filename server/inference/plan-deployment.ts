import { openObject } from "@/server/content";
import { readBlob, statPaths, type TreeEntry } from "@/server/git";
import { type FileBytes, type GgufHeader, memoryNeeded, readGguf } from "@/server/hub";
import { type Ctx, DomainError } from "@/server/kernel";
import type { InferenceReason } from "./contract";
import { frameworkById, frameworks } from "./frameworks";
import type { Params, RuntimeFramework } from "./frameworks/framework";
import { chooseFile, getModelVersion, type ModelVersion } from "./model-choice";

interface Wish {
  readonly model: string;
  readonly revision?: string | undefined;
  readonly file?: string | undefined;
  readonly framework?: string | undefined;
  readonly params?: Params | undefined;
}

export interface Plan extends ModelVersion {
  readonly file: string;
  readonly framework: RuntimeFramework;
  readonly params: Params;
  readonly memory: Memory;
}

interface Memory {
  readonly context: number;
  readonly parallel: number;
  readonly weightsBytes: number;
  readonly cacheBytes: number;
  readonly computeBytes: number;
  readonly totalBytes: number;
  readonly isExact: boolean;
}

type Needs = "repositories" | "objects";

/** Everything that follows from a wish, before anybody pays for it. Throws `not_found` and `invalid`. */
export async function planDeployment(ctx: Ctx<Needs>, wish: Wish): Promise<Plan> {
  const version = await getModelVersion(ctx, wish);
  const { file, sizeBytes } = chooseFile(version, wish.file);
  const framework = frameworkFor(wish.framework);
  const params = framework.readParams(wish.params ?? {});
  const header = await headerOf(ctx, version, file);
  const memory = memoryOf({ framework, params, weightsBytes: sizeBytes }, header);
  return { ...version, file, framework, params, memory };
}

function frameworkFor(asked: string | undefined): RuntimeFramework {
  const framework = asked === undefined ? frameworks.find(({ format }) => format === "gguf") : frameworkById(asked);
  if (framework) return framework;
  const reason: InferenceReason = "unsupported_format";
  throw new DomainError("invalid", "No framework serves GGUF files", { reason });
}

/** `null` where the header cannot be read: a damaged file is told as such when it runs. */
async function headerOf(ctx: Ctx<Needs>, { repo, commit }: ModelVersion, file: string): Promise<GgufHeader | null> {
  const [entry] = await statPaths(ctx, repo.id, { commit, paths: [file] });
  if (!entry) return null;
  try {
    return await readGguf(await bytesOf(ctx, repo.id, entry));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

const MAX_BLOB_BYTES = 16 * 1024 ** 2;

async function bytesOf(ctx: Ctx<Needs>, repoId: string, { lfs, oid }: TreeEntry): Promise<FileBytes> {
  if (lfs === null) {
    const blob = await readBlob(ctx, repoId, { oid, maxBytes: MAX_BLOB_BYTES });
    return { size: blob.length, read: async (start, end) => blob.subarray(start, end) };
  }
  const read = async (start: number, end: number) => {
    const { body } = await openObject(ctx, { repoId, oid: lfs.oid, range: { start, end: end - 1 } });
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return { size: lfs.size, read };
}

interface Choice {
  readonly framework: RuntimeFramework;
  readonly params: Params;
  readonly weightsBytes: number;
}

function memoryOf({ framework, params, weightsBytes }: Choice, header: GgufHeader | null): Memory {
  const { contextLength = null, kvBytesPerToken = null } = header?.architecture ?? {};
  const load = framework.load(contextLength, params);
  const needed = memoryNeeded({
    weightsBytes,
    kvBytesPerToken: kvBytesPerToken ?? 0,
    contextLength: load.context,
    sequences: load.parallel,
  });
  const { weights, cache, compute, total } = needed;
  return {
    ...load,
    ...{ weightsBytes: weights, cacheBytes: cache, computeBytes: compute, totalBytes: total },
    isExact: kvBytesPerToken !== null,
  };
}

const MIB = 1024 ** 2;

/** What a replica may take before it is ended: well above the estimate, far below the machine. */
export const memoryLimitOf = ({ totalBytes }: Memory): number => Math.ceil(totalBytes * 1.5) + 512 * MIB;
