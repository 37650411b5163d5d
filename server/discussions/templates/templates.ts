import { branchHead, listTree } from "@/server/git";
import { findTextAt, type Repository } from "@/server/hub";
import { type Ctx, nullWhenNotFound } from "@/server/kernel";
import { readTemplate, type Template } from "./template";

const ROOTS = [".modelyard", ".github"];
const MAX_TEMPLATES = 20;

/** Templates on the default branch: the folders `ISSUE_TEMPLATE` and `PULL_REQUEST_TEMPLATE`, or a file of that name. */
export async function templatesOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  type: "issue" | "pull",
): Promise<Template[]> {
  const commit = await branchHead(ctx, repo.id, repo.defaultBranch);
  if (commit === null) return [];
  const stem = type === "issue" ? "ISSUE_TEMPLATE" : "PULL_REQUEST_TEMPLATE";
  for (const root of ROOTS) {
    const paths = await pathsBelow(ctx, repo, { commit, root, stem });
    const texts = paths.map(async (path) => ({ path, text: await findTextAt(ctx, repo, { commit, path }) }));
    const found = (await Promise.all(texts)).flatMap(({ path, text }) =>
      text === null ? [] : readTemplate(path, text),
    );
    if (found.length > 0) return found;
  }
  return [];
}

interface Where {
  readonly commit: string;
  readonly root: string;
  readonly stem: string;
}

async function pathsBelow(ctx: Ctx<"repositories">, repo: Repository, { commit, root, stem }: Where) {
  const here = await entriesOf(ctx, repo, { commit, path: root });
  const folder = here.find(({ path, kind }) => kind === "directory" && isNamed(path, stem));
  const inside = folder ? await entriesOf(ctx, repo, { commit, path: folder.path }) : [];
  const single = here.filter(({ path }) => isNamed(path.replace(/\.md$/i, ""), stem) && /\.md$/i.test(path));
  return [...inside.filter(({ path }) => /\.md$/i.test(path)), ...single]
    .slice(0, MAX_TEMPLATES)
    .map(({ path }) => path);
}

const isNamed = (path: string, stem: string) => path.split("/").at(-1)?.toUpperCase() === stem;

/** Nothing for a folder that does not exist. */
async function entriesOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { commit, path }: { commit: string; path: string },
) {
  const found = await listTree(ctx, repo.id, { commit, path, limit: 200 }).catch(nullWhenNotFound);
  return found?.items ?? [];
}
