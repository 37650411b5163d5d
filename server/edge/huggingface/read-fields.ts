import { listTree } from "@/server/git";
import {
  addressOf,
  autoClassOf,
  findTextAt,
  jsonObjectIn,
  type Repository,
  readEvalEntries,
  readEvalFiles,
} from "@/server/hub";
import { hubOperations } from "@/server/hub/operations";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";

/** A repository at a commit of which something is to be read. */
export interface Reading {
  readonly ctx: Ctx<Dependency>;
  readonly repo: Repository;
  readonly commit: string;
  readonly withBlobs: boolean;
}

const MAX_SIBLINGS = 100_000;

/** Every file at the commit. */
export async function siblingsOf(
  ctx: Ctx<Dependency>,
  repo: Repository,
  { commit, withBlobs }: Pick<Reading, "commit" | "withBlobs">,
) {
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_SIBLINGS });
  return items
    .filter(({ kind }) => kind === "file" || kind === "symlink")
    .map(({ path, oid, blobSize, lfs }) => ({
      rfilename: path,
      ...(withBlobs && { blobId: oid, size: lfs?.size ?? blobSize }),
      ...(withBlobs && lfs && { lfs: { sha256: lfs.oid, size: lfs.size, pointerSize: blobSize } }),
    }));
}

type Json = Readonly<Record<string, unknown>>;

const CONFIG_FIELDS = ["architectures", "model_type", "quantization_config", "auto_map"];
const TOKENIZER_FIELDS = ["bos_token", "eos_token", "pad_token", "unk_token", "mask_token", "chat_template"];

/** What clients look at in `config.json` and `tokenizer_config.json`; undefined when there is none that can be read. */
export async function configOf(asked: Reading): Promise<Json | undefined> {
  const [config, tokenizer] = await Promise.all([jsonAt(asked, "config.json"), jsonAt(asked, "tokenizer_config.json")]);
  if (!config) return undefined;
  return {
    ...picked(config, CONFIG_FIELDS),
    ...(tokenizer && { tokenizer_config: picked(tokenizer, TOKENIZER_FIELDS) }),
  };
}

const picked = (fields: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));

async function jsonAt({ ctx, repo, commit }: Reading, path: string): Promise<Json | null> {
  const text = await findTextAt(ctx, repo, { commit, path });
  return text === null ? null : jsonObjectIn(text);
}

/** Of a model of `transformers` whose architecture is known; undefined for every other. */
export function transformersInfoOf({ library, task }: Repository, config: Json | undefined): Json | undefined {
  const isOurs = library === "transformers" || (library === null && typeof config?.model_type === "string");
  const found = isOurs && config ? autoClassOf(config) : null;
  if (!found) return undefined;
  const processor = config?.tokenizer_config === undefined ? {} : { processor: "AutoTokenizer" };
  return { auto_model: found.autoModel, pipeline_tag: task ?? found.task, ...processor };
}

/** What is known of the weights at the head of the default branch; `null` at other commits and for unreadable files. */
async function weightsAt({ ctx, repo, commit }: Reading) {
  if (repo.kind !== "model" || commit !== repo.headCommit) return null;
  return hubOperations.getWeights.run(ctx, addressOf(repo)).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
}

export async function safetensorsOf(asked: Reading): Promise<Json | undefined> {
  const weights = await weightsAt(asked);
  if (!weights || weights.parameters === null || !weights.file?.endsWith(".safetensors")) return undefined;
  return { parameters: weights.byDtype, total: weights.parameters };
}

export async function ggufOf(asked: Reading): Promise<Json | undefined> {
  const weights = await weightsAt(asked);
  if (!weights || weights.parameters === null || !weights.file?.endsWith(".gguf")) return undefined;
  return {
    total: weights.parameters,
    ...(weights.architecture !== null && { architecture: weights.architecture }),
    ...(weights.contextLength !== null && { context_length: weights.contextLength }),
  };
}

/** Results of `.eval_results`, one by one as they are written; a file that cannot be read says why. */
export async function evalResultsOf({ ctx, repo, commit }: Reading): Promise<readonly Json[]> {
  const files = await readEvalFiles(ctx, repo.id, commit);
  return files.flatMap(({ path: filename, entries, problem }): Json[] => {
    if (problem !== null) return [{ filename, error: problem }];
    return entries.map((data) => {
      const [found] = readEvalEntries([{ path: filename, entries: [data], problem: null }]).problems;
      return found ? { filename, error: `${found.path} ${found.message}` } : { filename, data };
    });
  });
}

/** Spaces whose cards name the model. */
export async function spacesOf({ ctx, repo }: Reading): Promise<readonly string[]> {
  const { to } = await hubOperations.getLineage.run(ctx, addressOf(repo));
  return to.filter(({ kind }) => kind === "space").map(({ target }) => target);
}

/** How many models name this one as their base, by the way they were made. */
export async function childrenOf({ ctx, repo }: Reading): Promise<Json> {
  const { to } = await hubOperations.getLineage.run(ctx, addressOf(repo));
  const models = to.filter(({ kind }) => kind === "model");
  return Object.fromEntries(
    ["finetune", "adapter", "quantized", "merge"].map((relation) => [
      relation,
      models.filter((link) => link.relation === relation).length,
    ]),
  );
}
