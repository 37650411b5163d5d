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
  const [page, storage] = await orNotFound(
    Promise.all([
      api.hub.listRepoStorage({ namespace: username, ...asked }),
      api.hub.getOwnerStorage({ name: username }),
    ]),
  );
  return <AccountStorage page={page} storage={storage} path="/settings/storage" cursor={asked.cursor} />;
}
