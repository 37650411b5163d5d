import { resolveRevision } from "@/server/git";
import { type Repository, trendingScore } from "@/server/hub";
import { type Ctx, type Dependency, DomainError, hexId } from "@/server/kernel";
import {
  childrenOf,
  configOf,
  evalResultsOf,
  ggufOf,
  type Reading,
  safetensorsOf,
  siblingsOf,
  spacesOf,
  transformersInfoOf,
} from "./read-fields";
import { repoStatusOf } from "./scan";
import { runtimeFields } from "./spaces";

const COMMON =
  "author cardData createdAt disabled downloads downloadsAllTime gated gitalyUid lastModified likes private " +
  "resourceGroup sha siblings tags trendingScore usedStorage xetEnabled";
const ALLOWED: Readonly<Record<Repository["kind"], ReadonlySet<string>>> = {
  model: new Set(
    `${COMMON} baseModels childrenModelCount config evalResults gguf inference inferenceProviderMapping library_name mask_token model-index pipeline_tag safetensors spaces transformersInfo widgetData`.split(
      " ",
    ),
  ),
  dataset: new Set(`${COMMON} citation description mainSize paperswithcode_id`.split(" ")),
  space: new Set(`${COMMON} datasets models region runtime sdk subdomain`.split(" ")),
  code: new Set(`${COMMON} description`.split(" ")),
};

/** Throws `invalid`, naming what is allowed. */
export function assertExpandable(kind: Repository["kind"], fields: readonly string[]): void {
  const unknown = fields.find((field) => !ALLOWED[kind].has(field));
  if (unknown === undefined) return;
  const allowed = [...ALLOWED[kind]].join(", ");
  throw new DomainError("invalid", `"expand" must not hold "${unknown.slice(0, 50)}"; allowed: ${allowed}`);
}

/** What lists and info have in common; reads nothing but the row. */
export function rowFields(ctx: Ctx, repo: Repository): Record<string, unknown> {
  const name = `${repo.namespace}/${repo.name}`;
  return {
    _id: hexId(repo.id),
    id: name,
    ...(repo.kind === "model" && { modelId: name }),
    author: repo.namespace,
    sha: repo.headCommit,
    lastModified: repo.updatedAt,
    createdAt: repo.createdAt,
    private: repo.visibility !== "public",
    gated: repo.gate ?? false,
    disabled: false,
    downloads: repo.downloads,
    downloadsAllTime: repo.downloads,
    likes: repo.likes,
    trendingScore: trendingScore(repo.trend, ctx.now()),
    tags: repo.tags,
    usedStorage: repo.storageBytes,
    xetEnabled: true,
    cardData: repo.card,
    ...fieldsOfKind(repo),
  };
}

function fieldsOfKind({
  kind,
  task,
  library,
  card,
  description,
  name,
  namespace,
}: Repository): Record<string, unknown> {
  switch (kind) {
    case "model":
      return {
        ...(task !== null && { pipeline_tag: task }),
        ...(library !== null && { library_name: library }),
        "model-index": card["model-index"] ?? null,
        ...baseModelsOf(card),
        spaces: [],
        widgetData: [],
      };
    case "space":
      return {
        sdk: library,
        models: textsIn(card.models),
        datasets: textsIn(card.datasets),
        region: "us",
        subdomain: `${namespace}-${name}`.toLowerCase(),
      };
    case "dataset":
    case "code":
      return { description };
  }
}

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === "string");

function baseModelsOf(card: Repository["card"]): Record<string, unknown> {
  const models = textsIn(card.base_model);
  if (models.length === 0) return {};
  const relation = textsIn(card.base_model_relation)[0] ?? "finetune";
  return { baseModels: { relation, models: models.map((name) => ({ id: name.split("@", 1)[0] })) } };
}

/** Fields that cost more than a row: read from git, from weights, from other rows. */
const READERS: Readonly<Record<string, (asked: Reading) => Promise<unknown>>> = {
  siblings: ({ ctx, repo, commit, withBlobs }) => siblingsOf(ctx, repo, { commit, withBlobs }),
  config: configOf,
  transformersInfo: async (asked) => transformersInfoOf(asked.repo, await configOf(asked)),
  safetensors: safetensorsOf,
  gguf: ggufOf,
  childrenModelCount: childrenOf,
  evalResults: evalResultsOf,
  spaces: spacesOf,
  runtime: ({ ctx, repo }) => runtimeFields(ctx, repo),
};
const READ_BY_KIND: Readonly<Record<Repository["kind"], readonly string[]>> = {
  model: ["siblings", "config", "transformersInfo", "safetensors", "gguf"],
  dataset: ["siblings"],
  space: ["siblings", "runtime"],
  code: ["siblings"],
};

/** Whether an answer with these fields costs more than rows. */
export const isCostly = (expand: readonly string[]): boolean => expand.some((field) => Object.hasOwn(READERS, field));

/** The fields named, of those that cost more than a row; all that belong to the kind when none is named. */
export async function readFields(asked: Reading, expand: readonly string[]): Promise<Record<string, unknown>> {
  const wanted = expand.length === 0 ? READ_BY_KIND[asked.repo.kind] : expand;
  const read = wanted.map(async (field) => [field, await READERS[field]?.(asked)] as const);
  return Object.fromEntries((await Promise.all(read)).filter(([, value]) => value !== undefined));
}

interface Asked {
  readonly revision: string;
  readonly expand: readonly string[];
  readonly withBlobs: boolean;
  readonly withScan: boolean;
}

/** The answer of `GET /api/{kind}/{id}[/revision/{revision}]`. */
export async function infoOf(ctx: Ctx<Dependency>, repo: Repository, asked: Asked): Promise<Record<string, unknown>> {
  const { expand, revision, withBlobs, withScan } = asked;
  assertExpandable(repo.kind, expand);
  const { commit } = await resolveRevision(ctx, repo.id, revision);
  const read = await readFields({ ctx, repo, commit, withBlobs }, expand);
  const scan = withScan ? { securityRepoStatus: await repoStatusOf(ctx, repo) } : {};
  const fields: Record<string, unknown> = { ...rowFields(ctx, repo), ...read, sha: commit, ...scan };
  return expand.length > 0 ? pick(fields, ["_id", "id", ...expand]) : fields;
}

export const pick = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
