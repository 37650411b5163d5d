import { getTranslations } from "next-intl/server";
import { BlockedPeople } from "@/components/discussions/blocks/blocked-people";
import { NotLed } from "@/components/identity/not-led";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { ledOrganizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("blockedPeople");
  return { title: `${t("title")} · ${(await params).name}` };
}

export default async function BlockedByOrganizationPage({ params, searchParams }: Props) {
  const [asked] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const organization = await ledOrganizationOfPage((await params).name);
  if (!organization) return <NotLed />;
  const { name } = organization;
  const { items, nextCursor } = await orNotFound(api.discussions.listBlockedUsers({ ...asked, owner: name }));
  const path = `/organizations/${name}/blocked`;
  return <BlockedPeople {...{ owner: name, path, nextCursor }} isOrganization people={items} cursor={asked.cursor} />;
}
