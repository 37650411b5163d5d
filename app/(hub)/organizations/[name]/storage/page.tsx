import { getTranslations } from "next-intl/server";
import { AccountStorage } from "@/components/hub/storage/account-storage";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { organizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("storage");
  return { title: `${t("title")} · ${(await params).name}` };
}

export default async function OrganizationStoragePage({ params, searchParams }: Props) {
  const [path, asked] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name } = await organizationOfPage(path.name);
  const [page, storage] = await orNotFound(
    Promise.all([api.hub.listRepoStorage({ namespace: name, ...asked }), api.hub.getOwnerStorage({ name })]),
  );
  return <AccountStorage page={page} storage={storage} path={`/organizations/${name}/storage`} cursor={asked.cursor} />;
}
