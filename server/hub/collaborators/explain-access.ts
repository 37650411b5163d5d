import { allowsPlatform, authorize, type Decision, explain } from "@/server/access";
import { actorOfUser, findGroups, findTeams } from "@/server/identity";
import { type Actor, type Ctx, defineQuery, type UserActor } from "@/server/kernel";
import { AccessExplanation, EXPLAINED_PERMISSIONS, ExplainAccessInput } from "../contract/explain";
import { kindOf, type RepoAddress } from "../contract/repo";
import { findRepo, getRepoAt } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { getUser } from "./user";

export const explainAccess = defineQuery({
  name: "hub.explainAccess",
  summary: "Explain what somebody may do with a repository, and why",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/access/{username}" },
  input: ExplainAccessInput,
  output: AccessExplanation,
  async run(ctx, { username, way, ...address }) {
    const resource = resourceOf(await getExplained(ctx, address));
    const { id, name, displayName } = await getUser(ctx, username);
    const person = await actorOfUser(ctx, id);
    if (!person) return { username: name, displayName, isActive: false, decisions: [] };
    const decisions = await explain(ctx, comingBy(person, way), { permissions: EXPLAINED_PERMISSIONS, resource });
    return { username: name, displayName, isActive: true, decisions: await withNames(ctx, decisions) };
  },
});

/** Names the teams and resource groups that carry a role. */
async function withNames<D extends Decision>(ctx: Ctx, decisions: readonly D[]) {
  const reasons = decisions.flatMap((decision) => decision.reasons);
  const idsOf = (key: "groupId" | "teamId") => [...new Set(reasons.flatMap((reason) => reason[key] ?? []))];
  const [groups, teams] = await Promise.all([findGroups(ctx.db, idsOf("groupId")), findTeams(ctx.db, idsOf("teamId"))]);
  return decisions.map((decision) => ({
    ...decision,
    reasons: decision.reasons.map(({ kind, role, groupId, teamId }) => ({
      ...{ kind, role },
      group: groupId === null ? null : (groups.get(groupId)?.name ?? null),
      team: teamId === null ? null : (teams.get(teamId)?.name ?? null),
    })),
  }));
}

/** The repository, for those who decide about it and for operators, who need not be able to read it. */
async function getExplained(ctx: Ctx, address: RepoAddress): Promise<Repository> {
  const { shelf, namespace, name } = address;
  const isOperator = allowsPlatform(ctx, "platform.repositories");
  const hidden = isOperator ? await findRepo(ctx, { kind: kindOf(shelf), namespace, name }) : null;
  if (hidden) return hidden;
  const repo = await getRepoAt(ctx, address);
  await authorize(ctx, "repo.admin", resourceOf(repo));
  return repo;
}

function comingBy(person: UserActor, way: ExplainAccessInput["way"]): Actor {
  if (way === "session") return person;
  const { userId, username, platformRoles, memberships } = person;
  const scope = { role: way === "readToken" ? ("read" as const) : ("write" as const) };
  return { kind: "token", tokenId: userId, userId, username, platformRoles, memberships, scope };
}
