import { allowsPlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, newRow } from "@/server/kernel";
import { summaryOf } from "./account";
import { CreateOrganizationInput, Organization } from "./contract";
import { ownAccount } from "./own-account";
import { refuseKeptName } from "./refuse-kept-name";
import { countCreated, insertAccount, lockAccount } from "./store/accounts";
import { countOwned, insertMember } from "./store/members";

const DAY_MS = 24 * 60 * 60_000;
/** That one account makes within a day, also those that it deleted since. */
const MOST_A_DAY = 20;
/** That one account owns and makes one more. */
const MOST_OWNED = 100;

export const createOrganization = defineCommand({
  name: "identity.createOrganization",
  summary: "Create an organization, which you own",
  http: { method: "POST", path: "/organizations", status: 201 },
  input: CreateOrganizationInput,
  output: Organization,
  async run(ctx, { name, displayName = name }) {
    const { userId } = await ownAccount(ctx);
    await refuseKeptName(ctx, name);
    return atomically(ctx, async (ctx) => {
      await refuseFlood(ctx, userId);
      const facts = { kind: "organization", name, displayName, creatorId: userId } as const;
      const account = await insertAccount(ctx.db, { ...newRow(ctx), ...facts });
      if (!account) throw new DomainError("conflict", `The name ${name} is taken`, { reason: "name_taken" });
      await insertMember(ctx, { organizationId: account.id, userId, role: "owner", hasAccepted: true });
      await audit(ctx, "organization.created", { kind: "organization", id: account.id, name, ownerId: account.id });
      return { ...account, ...summaryOf(account), role: "owner" as const, memberCount: 1 };
    });
  },
});

/** Locks the person's account, so that calls at the same time are counted one after another. */
async function refuseFlood(ctx: Ctx, userId: string): Promise<void> {
  if (allowsPlatform(ctx, "platform.users")) return;
  await lockAccount(ctx.db, userId);
  const after = new Date(ctx.now().getTime() - DAY_MS);
  if ((await countCreated(ctx.db, { creatorId: userId, after })) >= MOST_A_DAY) {
    throw tooMany(`You can create ${MOST_A_DAY} organizations a day: try again tomorrow`);
  }
  if ((await countOwned(ctx.db, userId)) < MOST_OWNED) return;
  throw tooMany(
    `An account that owns ${MOST_OWNED} organizations cannot create more: hand one over or delete it first`,
  );
}

const tooMany = (message: string) => new DomainError("quota_exceeded", message, { reason: "too_many_organizations" });
