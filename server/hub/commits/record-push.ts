import { findRevision, listTree, readBlob, type TreeEntry } from "@/server/git";
import { atomically, type Ctx } from "@/server/kernel";
import { papersIn } from "../card/arxiv";
import { autoClassOf } from "../card/auto-class";
import { type Card, parseCard } from "../card/card";
import { textOf, textsOf, typed } from "../card/read-field";
import { entryOf } from "../kinds";
import { cardLinks } from "../lineage/card-links";
import { configLinks } from "../lineage/config-links";
import { distinct } from "../lineage/link";
import { readConfig, withTargets } from "../lineage/record-links";
import { adoptLinks, replaceLinks } from "../lineage/store";
import { findAnyRepoById, type RepoChange, type RepoRow, updateRepoRow } from "../repositories/store";
import { documentOf } from "../search/document";
import { hasDocument, putDocument } from "../search/store/documents";

/** A repository with more files is counted and searched by its first ones only. */
const MAX_FILES = 20_000;
const MAX_README_BYTES = 1_000_000;
const ATTEMPTS = 5;

/**
 * Brings the row of a repository up to the head of its default branch: card, tags, links, sizes. Called after every
 * commit and push before it is answered; does nothing when the head is known. Safe to run twice and side by side.
 */
export async function recordPush(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const repo = await findAnyRepoById(ctx.db, repoId);
    if (!repo) return;
    const head = await headOf(ctx, repo);
    if (head === repo.headCommit && (await hasDocument(ctx.db, repoId, "content"))) return;
    await record(ctx, repo, head);
    // Somebody may have pushed while we read.
    if ((await headOf(ctx, repo)) === head) return;
  }
}

const headOf = async (ctx: Ctx<"repositories">, { id, defaultBranch }: RepoRow) =>
  (await findRevision(ctx, id, `refs/heads/${defaultBranch}`))?.commit ?? null;

async function record(ctx: Ctx<"repositories">, repo: RepoRow, head: string | null): Promise<void> {
  const files = head === null ? [] : await listFiles(ctx, repo.id, head);
  const card = await readCard(ctx, repo.id, files);
  const [config, adapter] = await configsOf(ctx, repo, files);
  const usualTask = autoClassOf(config)?.task ?? null;
  const change = { ...changeOf(repo, files, { ...card, usualTask }), headCommit: head, updatedAt: ctx.now() };
  const paths = files.map(({ path }) => path);
  const named = distinct([...cardLinks({ ...card, paths }), ...configLinks({ adapter, config })]);
  const links = await withTargets(ctx, repo, named);
  await atomically(ctx, async (ctx) => {
    await updateRepoRow(ctx.db, repo.id, change);
    await putDocument(ctx.db, { repoId: repo.id, part: "content", vector: contentOf(change, card, files) });
    await replaceLinks(ctx, repo.id, links);
    await adoptLinks(ctx.db, repo);
  });
}

/** What a repository is found by: its tags, its card, the names of its files. */
const contentOf = ({ tags = [], license }: RepoChange, { body }: Card, files: readonly TreeEntry[]): string =>
  documentOf([tags, [license ?? "", body], namesIn(files)]);

/** Of folders and files, each once, in the order of the paths. */
const namesIn = (files: readonly TreeEntry[]) => [...new Set(files.flatMap(({ path }) => path.split("/")))];

async function listFiles(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<readonly TreeEntry[]> {
  const { items } = await listTree(ctx, repoId, { commit, recursive: true, limit: MAX_FILES });
  return items.filter(({ kind }) => kind === "file");
}

async function readCard(ctx: Ctx<"repositories">, repoId: string, files: readonly TreeEntry[]): Promise<Card> {
  const readme = files.find(({ path }) => path === "README.md");
  if (!readme || readme.lfs || readme.blobSize > MAX_README_BYTES) return parseCard("");
  return parseCard((await readBlob(ctx, repoId, { oid: readme.oid, maxBytes: MAX_README_BYTES })).toString("utf8"));
}

/** Of a model: what it is built like, and what it adapts. */
async function configsOf(ctx: Ctx<"repositories">, { kind, id }: RepoRow, files: readonly TreeEntry[]) {
  const read = async (path: string) => (kind === "model" ? readConfig(ctx, id, { files, path }) : {});
  return Promise.all([read("config.json"), read("adapter_config.json")]);
}

type Described = Card & { readonly usualTask: string | null };

function changeOf(repo: RepoRow, files: readonly TreeEntry[], { metadata, body, usualTask }: Described): RepoChange {
  const paths = files.map(({ path }) => path);
  const { task: named, library, tags } = entryOf(repo.kind).factsOf(metadata, paths);
  const task = named ?? usualTask;
  const guessed = named === null && task !== null ? [task] : [];
  const shown = [...new Set([...tags, ...guessed, ...typed("arxiv", papersIn(body))])];
  return {
    card: metadata,
    task,
    library,
    license: textOf(metadata, "license"),
    tags: shown,
    filters: filtersOf({ task, library, metadata, shown }),
    storageBytes: files.reduce((sum, { lfs, blobSize }) => sum + (lfs?.size ?? blobSize), 0),
    fileCount: files.length,
  };
}

interface Filterable {
  readonly task: string | null;
  readonly library: string | null;
  readonly metadata: Card["metadata"];
  readonly shown: readonly string[];
}

/** The tags, and each fact with its type in front, in lower case. */
function filtersOf({ task, library, metadata, shown }: Filterable): string[] {
  const facts = [
    ...typed("task", [...(task === null ? [] : [task]), ...textsOf(metadata, "task_categories")]),
    ...typed("library", library === null ? [] : [library]),
    ...typed("license", textsOf(metadata, "license")),
    ...typed("language", textsOf(metadata, "language")),
    ...typed("tag", textsOf(metadata, "tags")),
  ];
  return [...new Set([...shown, ...facts].map((text) => text.toLowerCase()))];
}
