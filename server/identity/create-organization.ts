import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, newRow } from "@/server/kernel";
import { summaryOf } from "./account";
import { CreateOrganizationInput, Organization } from "./contract";
import { ownAccount } from "./own-account";
import { refuseKeptName } from "./refuse-kept-name";
import { insertAccount } from "./store/accounts";
import { insertMember } from "./store/members";

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
      const account = await insertAccount(ctx.db, { ...newRow(ctx), kind: "organization", name, displayName });
      if (!account) throw new DomainError("conflict", `The name ${name} is taken`, { reason: "name_taken" });
      await insertMember(ctx, { organizationId: account.id, userId, role: "owner" });
      await audit(ctx, "organization.created", { kind: "organization", id: account.id, name, ownerId: account.id });
      return { ...account, ...summaryOf(account), role: "owner" as const, memberCount: 1 };
    });
  },
});
