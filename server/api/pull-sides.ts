import "server-only";
import { addressOf, hrefOf } from "@/components/hub/href";
import { listAddress } from "@/components/patterns/list-address";
import { CommitChoicesInput } from "@/server/discussions/contract/pull";
import { firstHead, firstSource, type PullEnds, type PullSide } from "@/server/discussions/contract/pull-side";
import type { NamedRepo, RepoDetails } from "@/server/hub/contract/repo";
import { orNull, whenAllowed } from "./refusal";
import { api } from "./rsc";
import type { Viewer } from "./viewer";

const MAX_BRANCHES = 1_000;
const MAX_ACCOUNTS = 20;
const MAX_FORKS = 50;

interface Asked {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

interface PullSides {
  readonly targets: readonly PullSide[];
  readonly sources: readonly PullSide[];
  readonly start: PullEnds;
}

/** What a new pull request may lead into and come from: the repository, what it was copied from, and the viewer's copies of it. */
export async function pullSides(repo: RepoDetails, viewer: Viewer, { base, head }: Asked): Promise<PullSides> {
  const [upstream, forks] = await Promise.all([upstreamOf(repo), forksOf(repo, viewer)]);
  const [here, above, ...copies] = await Promise.all([
    sideOf(repo),
    upstream && sideOf(upstream),
    ...forks.map(sideOf),
  ]);
  const targets = above ? [above, here] : [here];
  const sources = [here, ...copies];
  // Two branches that are named are both here.
  const into = (base === undefined ? above : null) ?? here;
  const from = head === undefined ? firstSource(sources, into) : here;
  const start = { into, base: base ?? into.defaultBranch, from, head: head ?? firstHead(from, into) };
  return { targets, sources, start };
}

/** Nothing where nobody proposes a change. */
async function upstreamOf({ forkedFrom }: RepoDetails): Promise<RepoDetails | null> {
  const found = forkedFrom && (await orNull(api.hub.getRepo(addressOf(forkedFrom))));
  return found && !found.isArchived && !found.isMirror ? found : null;
}

async function forksOf(repo: NamedRepo, { accounts }: Viewer) {
  const pages = await Promise.all(
    accounts
      .slice(0, MAX_ACCOUNTS)
      .map(({ name }) => api.hub.listForks({ ...addressOf(repo), owner: name, limit: MAX_FORKS })),
  );
  return pages.flatMap(({ items }) => items).slice(0, MAX_FORKS);
}

/** What a gate keeps from the viewer has no branches for them. */
async function sideOf(repo: NamedRepo & { defaultBranch: string }): Promise<PullSide> {
  const at = addressOf(repo);
  const refs = await whenAllowed(api.hub.listRefs({ ...at, kind: "branch", limit: MAX_BRANCHES }));
  const branches = refs?.items.map(({ name }) => name) ?? [];
  return { at, href: hrefOf(repo), defaultBranch: repo.defaultBranch, branches };
}

interface Ends {
  readonly base: string;
  readonly head: string;
}

/** Where the viewer proposes what is compared; `null` unless they may, and both are branches. */
export async function newPullHref(repo: NamedRepo, { base, head }: Ends): Promise<string | null> {
  if (base === head) return null;
  const may = await Promise.all([base, head].map((branch) => mayPropose(repo, branch)));
  return may.every(Boolean) ? listAddress(hrefOf(repo, "discussions", "new"), { type: "pull", base, head }) : null;
}

async function mayPropose(repo: NamedRepo, branch: string): Promise<boolean> {
  const { data } = CommitChoicesInput.safeParse({ ...addressOf(repo), branch });
  const choices = data && (await whenAllowed(api.discussions.getCommitChoices(data)));
  return choices?.canPropose === true;
}
