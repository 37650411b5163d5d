import { findReadableReposAt, type Repository } from "@/server/hub";
import type { RepoKind } from "@/server/hub/contract";
import { findAccountsByName, findVisibleTeams } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import type { Ctx } from "@/server/kernel";
import { pathOfDiscussion } from "../show";
import { listAtPlaces } from "../store/discussions";
import { spokenOf } from "../words";
import { type Named, namedWordsIn } from "./named";

const MAX_WORDS = 200;

type Here = Pick<Repository, "id" | "kind" | "namespace" | "name">;
type Elsewhere = Extract<Named, { readonly type: "elsewhere" }>;

interface Facts {
  readonly here: Here;
  /** By name in lower case. */
  readonly accounts: ReadonlyMap<string, AccountSummary>;
  /** `organisation/team` in lower case, and where it is shown. */
  readonly teams: ReadonlyMap<string, string>;
  /** Those that the reader may see, by `namespace/name` in lower case. */
  readonly repos: ReadonlyMap<string, readonly Here[]>;
}

/**
 * Where the words of texts lead that name people, teams and discussions: those that are there and that the reader may
 * see. Whatever else is written stays text, hidden or missing. Asks once for each kind of thing, however many words.
 */
export async function findLinks(ctx: Ctx, here: Here, texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const words = new Map(texts.flatMap((text) => namedWordsIn(spokenOf(text)).map(({ word, named }) => [word, named])));
  const found = [...words].slice(0, MAX_WORDS);
  if (found.length === 0) return new Map();
  const facts = await factsOf(
    ctx,
    here,
    found.map(([, named]) => named),
  );
  const places = found.flatMap(([word, named]) => {
    const place = placeOf(named, facts);
    return place ? [{ word, ...place }] : [];
  });
  const rows = await listAtPlaces(
    ctx.db,
    places.map(({ repo, number }) => ({ repoId: repo.id, number })),
  );
  const isThere = new Set(rows.map(({ repoId, number }) => `${repoId} ${number}`));
  return new Map([
    ...found.flatMap(([word, named]) => accountLink(word, named, facts)),
    ...places
      .filter(({ repo, number }) => isThere.has(`${repo.id} ${number}`))
      .map(({ word, repo, number }) => [word, pathOfDiscussion(repo, number)] as const),
  ]);
}

async function factsOf(ctx: Ctx, here: Here, named: readonly Named[]): Promise<Facts> {
  const elsewhere = named.filter((one) => one.type === "elsewhere");
  const teamsNamed = named.filter((one) => one.type === "team");
  const people = named.flatMap((one) => (one.type === "account" ? [one.name] : []));
  const owners = [
    ...elsewhere.map(({ namespace }) => namespace),
    ...teamsNamed.map(({ organization }) => organization),
  ];
  const accounts = await findAccountsByName(ctx.db, [...people, ...owners]);
  const idOf = (name: string) => accounts.get(name.toLowerCase())?.id;
  const [repos, teams] = await Promise.all([
    findReadableReposAt(
      ctx,
      elsewhere.flatMap(({ namespace, name }) => placed(idOf(namespace), name)),
    ),
    findVisibleTeams(
      ctx,
      teamsNamed.flatMap(({ organization, name }) => placed(idOf(organization), name)),
    ),
  ]);
  const nameOf = new Map([...accounts.values()].map(({ id, name }) => [id, name]));
  return {
    ...{ here, accounts },
    repos: Map.groupBy(repos, ({ namespace, name }) => `${namespace}/${name}`.toLowerCase()),
    teams: new Map(
      teams.map(({ organizationId, name }) => {
        const organization = nameOf.get(organizationId) ?? "";
        return [`${organization}/${name}`.toLowerCase(), `/organizations/${organization}/teams/${name}`];
      }),
    ),
  };
}

const placed = (ownerId: string | undefined, name: string) => (ownerId === undefined ? [] : [{ ownerId, name }]);

function accountLink(word: string, named: Named, { accounts, teams }: Facts): (readonly [string, string])[] {
  if (named.type === "account") {
    const account = accounts.get(named.name.toLowerCase());
    return account ? [[word, `/${account.name}`]] : [];
  }
  const href = named.type === "team" ? teams.get(`${named.organization}/${named.name}`.toLowerCase()) : undefined;
  return href === undefined ? [] : [[word, href]];
}

function placeOf(named: Named, { here, repos }: Facts): { readonly repo: Here; readonly number: number } | null {
  if (named.type === "discussion") return { repo: here, number: named.number };
  if (named.type !== "elsewhere") return null;
  const repo = meant(named, repos.get(`${named.namespace}/${named.name}`.toLowerCase()) ?? [], here.kind);
  return repo ? { repo, number: named.number } : null;
}

/** A name without a kind means one of the same kind as where it is written, else the only one there is. */
function meant({ kind }: Elsewhere, repos: readonly Here[], kindHere: RepoKind): Here | undefined {
  const same = repos.find((repo) => repo.kind === (kind ?? kindHere));
  return same ?? (kind === null && repos.length === 1 ? repos[0] : undefined);
}
