import { authorize, type Permission, type Resource } from "@/server/access";
import { type Ctx, notFound } from "@/server/kernel";
import { type AccountRow, findAccountRow } from "./store/accounts";

/** An organisation as a thing that rights are asked about; everybody may know that it exists. */
export const organizationResource = (id: string): Resource => ({
  kind: "Organization",
  id,
  ownerId: id,
  visibility: "public",
});

/** The active organisation of that name, if the actor holds the permission in it. */
export async function getOrganizationFor(ctx: Ctx, permission: Permission, name: string): Promise<AccountRow> {
  const organization = await findOrganization(ctx, name);
  if (!organization || organization.deletedAt !== null) throw notFound("Organization", name);
  await authorize(ctx, permission, organizationResource(organization.id));
  return organization;
}

/** Also finds a deleted one that can still be restored. */
export async function findOrganization(ctx: Ctx, name: string): Promise<AccountRow | null> {
  const account = await findAccountRow(ctx.db, name);
  return account?.kind === "organization" ? account : null;
}
