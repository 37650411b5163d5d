import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { orRefusal } from "./refusal";
import { api } from "./rsc";

/** The organisation that a page is about, or a deleted one of the viewer; else the page of what is not there. */
export const organizationOfPage = cache(async (name: string) => {
  const found = await orRefusal(api.identity.getOrganization({ name }));
  if ("value" in found) return found.value;
  if (found.refusal.code !== "not_found") throw found.refusal;
  const { items } = await api.identity.listOrganizations({ state: "deleted", limit: 100 });
  return items.find((item) => item.name.toLowerCase() === name.toLowerCase()) ?? notFound();
});

/** The same for pages of those who lead it; `null` for others. */
export async function ledOrganizationOfPage(name: string) {
  const organization = await organizationOfPage(name);
  return organization.role === "owner" || organization.role === "admin" ? organization : null;
}

/** The same for pages of those who belong to it. */
export async function ownOrganizationOfPage(name: string) {
  const organization = await organizationOfPage(name);
  const { role } = organization;
  return role === null ? notFound() : { ...organization, isLed: role === "owner" || role === "admin" };
}
