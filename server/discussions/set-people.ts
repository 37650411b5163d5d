import { audit } from "@/server/audit";
import { userMay } from "@/server/hub";
import { findAccountByName, findAccounts } from "@/server/identity";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { addEvent } from "./add-event";
import { type Place, participateIn } from "./participate";
import { auditTargetOf } from "./show";
import { listPeopleOf, setRole } from "./store/people";

interface People {
  readonly role: "isAssignee" | "isReviewer";
  readonly usernames: readonly string[];
}

const EVENT = { isAssignee: "assignees", isReviewer: "reviewers" } as const;

/** Gives exactly these people the role. Throws `invalid` for somebody who cannot read the repository. */
export async function setPeople(ctx: Ctx, place: Place, { role, usernames }: People): Promise<void> {
  const { userId } = await participateIn(ctx, place);
  const { discussion } = place;
  const people = await Promise.all([...new Set(usernames)].map((name) => readerNamed(ctx, place, name)));
  const after = new Map(people.map(({ id, name }) => [id, name]));
  const rows = await listPeopleOf(ctx.db, discussion.id);
  const before = rows.filter((row) => row[role]).map((row) => row.userId);
  const names = await findAccounts(ctx.db, before);
  const added = [...after].filter(([id]) => !before.includes(id)).map(([, name]) => name);
  const removed = before.filter((id) => !after.has(id)).flatMap((id) => names.get(id)?.name ?? []);
  await atomically(ctx, async (ctx) => {
    await setRole(ctx, discussion.id, { role, userIds: [...after.keys()] });
    if (added.length + removed.length > 0) {
      await addEvent(ctx, discussion, { type: EVENT[role], authorId: userId, data: { added, removed } });
    }
    await audit(ctx, "discussion.peopleChanged", auditTargetOf(place, { added, removed }));
  });
}

/** Somebody who can read the repository. Throws `invalid` for everybody else. */
export async function readerNamed(ctx: Ctx, { repo }: Place, name: string) {
  const account = await findAccountByName(ctx.db, name);
  if (account?.kind === "user" && (await userMay(ctx, repo, { userId: account.id, permission: "repo.read" }))) {
    return account;
  }
  throw new DomainError("invalid", `${name} is nobody who can read this repository`);
}
