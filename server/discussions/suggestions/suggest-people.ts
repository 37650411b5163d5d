import { allows, listGrants, personOf } from "@/server/access";
import { getRepoAt, type Repository, resourceOf, userMay } from "@/server/hub";
import { findAccounts, searchAccounts, searchMembers } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, defineQuery } from "@/server/kernel";
import { SuggestedPeople, SuggestPeopleInput } from "../contract/suggestions";
import { repoAddressOf } from "../participate";
import { getDiscussionRow } from "../store/discussions";
import { listAuthors } from "../store/events";
import { listPeopleOf } from "../store/people";

const MAX_PARTICIPANTS = 50;

export const suggestPeople = defineQuery({
  name: "discussions.suggestPeople",
  summary: "Find people to mention: who takes part first, then who can read the repository as far as you may know it",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mentionable-people" },
  input: SuggestPeopleInput,
  output: SuggestedPeople,
  async run(ctx, { number, search, limit, ...address }) {
    personOf(ctx);
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    const near = number === undefined ? [] : await participantsOf(ctx, repo, number);
    const found = new Map(near.filter((person) => begins(person, search)).map((person) => [person.id, person]));
    const others =
      search === "" && repo.visibility !== "private" ? [] : await knownReaders(ctx, repo, { search, limit });
    for (const person of others) found.set(person.id, found.get(person.id) ?? person);
    return { items: [...found.values()].slice(0, limit) };
  },
});

const begins = ({ name, displayName }: AccountSummary, search: string): boolean =>
  [name, displayName].some((word) => word.toLowerCase().startsWith(search.toLowerCase()));

async function participantsOf(ctx: Ctx, repo: Repository, number: number): Promise<AccountSummary[]> {
  const { id } = await getDiscussionRow(ctx.db, { repoId: repo.id, number });
  const [authors, people] = await Promise.all([listAuthors(ctx.db, id, MAX_PARTICIPANTS), listPeopleOf(ctx.db, id)]);
  const working = people.filter(({ isAssignee, isReviewer }) => isAssignee || isReviewer).map(({ userId }) => userId);
  const ids = [...new Set([...authors, ...working])].slice(0, MAX_PARTICIPANTS);
  const accounts = await findAccounts(ctx.db, ids);
  return ids.flatMap((userId) => accounts.get(userId) ?? []).filter(({ kind }) => kind === "user");
}

interface Wanted {
  readonly search: string;
  readonly limit: number;
}

/**
 * Who may read something private is told only as far as the caller sees it elsewhere: members to members, those with a
 * role of their own to administrators.
 */
async function knownReaders(ctx: Ctx, repo: Repository, { search, limit }: Wanted): Promise<AccountSummary[]> {
  if (repo.visibility !== "private") return searchAccounts(ctx.db, { search, kind: "user", limit });
  const [members, granted] = await Promise.all([membersOf(ctx, repo, { search, limit }), grantedOn(ctx, repo, search)]);
  const readers = [...members, ...granted]
    .slice(0, 2 * limit)
    .map(async (person) =>
      (await userMay(ctx, repo, { userId: person.id, permission: "repo.read" })) ? [person] : [],
    );
  return (await Promise.all(readers)).flat();
}

async function membersOf(ctx: Ctx, { ownerId }: Repository, wanted: Wanted): Promise<AccountSummary[]> {
  const owner = (await findAccounts(ctx.db, [ownerId])).get(ownerId);
  if (owner?.kind === "user") return [owner].filter((person) => begins(person, wanted.search));
  const organization = { kind: "Organization", id: ownerId, ownerId, visibility: "private" } as const;
  if (!(await allows(ctx, "organization.read", organization))) return [];
  return searchMembers(ctx.db, ownerId, wanted);
}

async function grantedOn(ctx: Ctx, repo: Repository, search: string): Promise<AccountSummary[]> {
  if (!(await allows(ctx, "repo.admin", resourceOf(repo)))) return [];
  const grants = await listGrants(ctx.db, repo.id);
  const accounts = await findAccounts(
    ctx.db,
    grants.map(({ userId }) => userId),
  );
  return [...accounts.values()].filter((person) => begins(person, search));
}
