import { getTranslations } from "next-intl/server";
import { BlockedPeople } from "@/components/discussions/blocks/blocked-people";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("blockedPeople"))("title") };
}

interface Props {
  searchParams: Promise<CursorQuery>;
}

export default async function BlockedPeoplePage({ searchParams }: Props) {
  const [asked, { username }] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const { items, nextCursor } = await orNotFound(api.discussions.listBlockedUsers({ ...asked, owner: username }));
  return (
    <BlockedPeople
      owner={username}
      isOrganization={false}
      people={items}
      path="/settings/blocked"
      cursor={asked.cursor}
      nextCursor={nextCursor}
    />
  );
}
