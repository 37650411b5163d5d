import { findDiscussions, pathOfDiscussion } from "@/server/discussions";
import { findReadableCollections, findReadableRepos, pathOf, type Repository } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { Activity } from "../contract/activity";
import type { ActivityRow } from "./store";

type Found = Awaited<ReturnType<typeof lookUp>>;

/** Rows with the names of what they are about, as they are now; one whose thing went in this moment is left out. */
export async function showActivities(ctx: Ctx, rows: readonly ActivityRow[]): Promise<Activity[]> {
  const found = await lookUp(ctx, rows);
  return rows.flatMap((row) => showActivity(row, found) ?? []);
}

async function lookUp(ctx: Ctx, rows: readonly ActivityRow[]) {
  const subjects = (isAbout: (row: ActivityRow) => boolean) =>
    rows.filter(isAbout).flatMap(({ subjectId }) => subjectId ?? []);
  const followed = subjects(({ verb }) => verb === "followed");
  const [accounts, repos, discussions, collections] = await Promise.all([
    findAccounts(ctx.db, [...rows.map(({ actorId }) => actorId), ...followed]),
    findReadableRepos(
      ctx,
      rows.flatMap(({ repoId }) => repoId ?? []),
    ),
    findDiscussions(
      ctx.db,
      subjects(({ repoId, verb }) => repoId !== null && verb !== "released"),
    ),
    findReadableCollections(
      ctx,
      subjects(({ verb }) => verb === "collected"),
    ),
  ]);
  return { accounts, repos, discussions, collections };
}

function showActivity(row: ActivityRow, found: Found): Activity | null {
  const { id, verb, count, tag, branch, createdAt } = row;
  const actor = found.accounts.get(row.actorId);
  const subject = subjectOf(row, found);
  if (!actor || !subject) return null;
  const nothing = { repo: null, discussion: null, account: null, collection: null };
  return { id, verb, actor, count, tag, branch, createdAt, ...nothing, ...subject };
}

type Subject = Pick<Activity, "path"> & Partial<Pick<Activity, "repo" | "discussion" | "account" | "collection">>;

function subjectOf({ verb, repoId, subjectId }: ActivityRow, found: Found): Subject | null {
  const subject = subjectId ?? "";
  if (verb === "followed") {
    const account = found.accounts.get(subject);
    return account ? { account, path: `/${account.name}` } : null;
  }
  if (verb === "collected") {
    const collection = found.collections.get(subject);
    if (!collection) return null;
    const { title, namespace, slug } = collection;
    return { collection: { title, namespace }, path: `/collections/${namespace}/${slug}` };
  }
  const repo = found.repos.get(repoId ?? "");
  return repo ? inRepo(repo, verb, found.discussions.get(subject)) : null;
}

type Discussion = ReturnType<Found["discussions"]["get"]>;

function inRepo(repo: Repository, verb: ActivityRow["verb"], discussion: Discussion): Subject {
  const { id, kind, namespace, name } = repo;
  const place = { repo: { id, kind, namespace, name } };
  if (verb === "released") return { ...place, path: `${pathOf(repo)}/releases` };
  if (!discussion) return { ...place, path: pathOf(repo) };
  const { number, title, isPull } = discussion;
  return { ...place, discussion: { number, title, isPull }, path: pathOfDiscussion(repo, number) };
}
