import { getTranslations } from "next-intl/server";
import { AccountStorage } from "@/components/hub/storage/account-storage";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  const t = await getTranslations("storage");
  return { title: t("title") };
}

export default async function StoragePage({ searchParams }: { searchParams: Promise<CursorQuery> }) {
  const [asked, { username }] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const page = await orNotFound(api.hub.listRepoStorage({ namespace: username, ...asked }));
  return <AccountStorage page={page} path="/settings/storage" cursor={asked.cursor} />;
}
