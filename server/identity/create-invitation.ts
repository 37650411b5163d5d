import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { sendMail } from "@/server/mail";
import { CreatedInvitation, CreateInvitationInput } from "./contract";
import { getOrganizationFor } from "./organization";
import { outranks } from "./organization-role";
import { newSecret } from "./secret";
import { countMailedInvitations, insertInvitation } from "./store/invitations";
import { findRole } from "./store/members";

const DAY_MS = 24 * 60 * 60_000;
const SEVEN_DAYS_MS = 7 * DAY_MS;
/** That one person has mailed within a day, whatever the organizations: links made by hand are not counted. */
const MOST_MAILED = 100;

export const createInvitation = defineCommand({
  name: "identity.createInvitation",
  summary: "Make a link by which one person can join an organization",
  http: { method: "POST", path: "/organizations/{name}/invitations", status: 201 },
  input: CreateInvitationInput,
  output: CreatedInvitation,
  async run(ctx, { name, email = null, role }) {
    const { id: organizationId, displayName: organization } = await getOrganizationFor(
      ctx,
      "organization.manage",
      name,
    );
    const { userId: inviterId } = personOf(ctx);
    const own = await findRole(ctx.db, { organizationId, userId: inviterId });
    if (own === null || outranks(role, own)) {
      throw new DomainError("forbidden", "You cannot give a role above your own", { reason: "role_above_own" });
    }
    if (email !== null) await refuseFlood(ctx, inviterId);
    const code = newSecret(ctx);
    const expiresAt = new Date(ctx.now().getTime() + SEVEN_DAYS_MS);

    return atomically(ctx, async (ctx) => {
      const { id } = await insertInvitation(ctx, { organizationId, email, role, inviterId, expiresAt, code });
      if (email !== null) await sendMail(ctx, letterOf({ organization, address: email, code }));
      const target = { kind: "invitation", id, ownerId: organizationId, details: { role } };
      await audit(ctx, "invitation.created", target);
      return { id, url: `${ctx.site.origin}/invitations/${code}`, expiresAt };
    });
  },
});

async function refuseFlood(ctx: Ctx, inviterId: string): Promise<void> {
  const after = new Date(ctx.now().getTime() - DAY_MS);
  if ((await countMailedInvitations(ctx.db, { inviterId, after })) < MOST_MAILED) return;
  throw new DomainError("quota_exceeded", `You can have ${MOST_MAILED} invitations mailed a day`, {
    reason: "too_many_mails",
  });
}

interface Invited {
  readonly organization: string;
  readonly address: string;
  readonly code: string;
}

const letterOf = ({ organization, address, code }: Invited) => ({
  kind: "invitation" as const,
  to: { address, userId: null },
  subject: `You are invited to join ${organization}`,
  letter: {
    greeting: "Hello,",
    paragraphs: [`you are invited to join ${organization}. The invitation is for you alone and ends in seven days.`],
    action: { label: "See the invitation", path: `/invitations/${code}` },
    footer: "Do you know nobody there? Then do nothing.",
  },
});
