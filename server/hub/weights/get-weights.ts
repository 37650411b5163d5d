import { listTree } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { GetWeightsInput, type HeaderFormat, type WeightFacts, Weights } from "../contract/weights";
import { contentOf, sizeOf } from "../files/open-repo-file";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { NO_FACTS, readHeader } from "./file-header";
import { completed, readSettings } from "./read-settings";
import { findHeaderFacts, findWeights, keepHeaderFacts, keepWeights } from "./store/headers";
import { formatsOf, mainWeights, quantizationsOf, variantsOf } from "./weight-files";

/** A repository with more files is looked at by its first ones only. */
const MAX_FILES = 5_000;
/** Weights in more files than this are not counted. */
const MAX_READ = 256;
const AT_ONCE = 8;

export const getWeights = defineQuery({
  name: "hub.getWeights",
  summary: "Count the parameters of a model from the headers of its files",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/weights" },
  input: GetWeightsInput,
  output: Weights,
  async run(ctx: Ctx<"repositories" | "objects">, address) {
    return weightsOf(ctx, await getRepoAt(ctx, address));
  },
});

/** Of the head of the default branch. The caller has made sure that the actor may read the repository. */
export async function weightsOf(ctx: Ctx<"repositories" | "objects">, repo: Repository): Promise<Weights> {
  if (repo.headCommit === null) return { ...NO_FACTS, ...NO_FILES };
  const kept = await findWeights(ctx, repo.headCommit);
  if (kept) return kept;
  const weights = await readWeights(ctx, repo, repo.headCommit);
  if (weights.problem === null) await keepWeights(ctx, repo.headCommit, weights);
  return weights;
}

const NO_FILES = {
  ...{ formats: [], quantizations: [], file: null, fileCount: 0, bytes: 0, variants: [], problem: null },
  ...{ activeParameters: null, isEstimated: false },
};

async function readWeights(ctx: Ctx<"repositories" | "objects">, repo: Repository, commit: string): Promise<Weights> {
  const entries = await filesOf(ctx, repo.id, commit);
  const paths = entries.map(({ path }) => path);
  const main = mainWeights(paths);
  const files = main ? entries.filter(({ path }) => main.paths.includes(path)) : [];
  const settings = await readSettings(ctx, repo, { commit, paths });
  const known = {
    formats: formatsOf(paths),
    quantizations: quantizationsOf(paths),
    file: main?.paths[0] ?? null,
    fileCount: files.length,
    bytes: files.reduce((sum, entry) => sum + sizeOf(entry), 0),
    variants: variantsOf(entries.map((entry) => ({ path: entry.path, bytes: sizeOf(entry) }))),
  };
  const described = (facts: WeightFacts) => ({ ...completed(facts, settings), ...known });
  if (!main || files.length > MAX_READ) return { ...described(NO_FACTS), problem: null };
  try {
    return { ...described(await factsOf(ctx, repo, { files, format: main.format })), problem: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason === "threads_busy") throw error;
    return { ...described(NO_FACTS), problem: error.message };
  }
}

async function filesOf(ctx: Ctx<"repositories">, repoId: string, commit: string) {
  const { items } = await listTree(ctx, repoId, { commit, recursive: true, limit: MAX_FILES });
  return items.filter(({ kind }) => kind === "file");
}

interface WeightSet {
  readonly files: Awaited<ReturnType<typeof filesOf>>;
  readonly format: HeaderFormat;
}

/** Headers that were read before are not read again. */
async function factsOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { files, format }: WeightSet,
): Promise<WeightFacts> {
  const named = files.map((entry) => ({ entry, size: sizeOf(entry), etag: contentOf(entry) }));
  const known = await findHeaderFacts(
    ctx,
    named.map(({ etag }) => etag),
  );
  const missing = named.filter(({ etag }) => !known.has(etag));
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    const batch = missing.slice(start, start + AT_ONCE).map(async (file) => {
      const { facts } = await readHeader(ctx, repo, { file, format });
      await keepHeaderFacts(ctx, { oid: file.etag, format, facts });
      known.set(file.etag, facts);
    });
    await Promise.all(batch);
  }
  return named.map(({ etag }) => known.get(etag) ?? NO_FACTS).reduce(together, NO_FACTS);
}

/** Of files that were split, the first one describes the network. */
function together(sum: WeightFacts, next: WeightFacts): WeightFacts {
  const dtypes = [...new Set([...Object.keys(sum.byDtype), ...Object.keys(next.byDtype)])];
  return {
    parameters: next.parameters === null ? sum.parameters : (sum.parameters ?? 0) + next.parameters,
    byDtype: Object.fromEntries(dtypes.map((type) => [type, (sum.byDtype[type] ?? 0) + (next.byDtype[type] ?? 0)])),
    tensorCount: sum.tensorCount + next.tensorCount,
    architecture: sum.architecture ?? next.architecture,
    contextLength: sum.contextLength ?? next.contextLength,
    quantization: sum.quantization ?? next.quantization,
    network: sum.network ?? next.network,
  };
}
