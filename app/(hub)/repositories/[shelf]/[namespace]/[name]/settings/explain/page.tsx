import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { ExplainAccess } from "@/components/hub/settings/explain-access";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { orRefusal } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ExplainAccessInput } from "@/server/hub/contract/explain";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("explainAccess")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function ExplainAccessPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, { username = "", way }] = await Promise.all([params, searchParams]);
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings", "explain"))}`);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="access" />;
  const asked = ExplainAccessInput.safeParse({ ...addressOf(repo), username, way });
  const found = asked.success ? await orRefusal(api.hub.explainAccess(asked.data)) : null;
  const shown = found && "value" in found ? found.value : null;
  const typed = typeof username === "string" ? username : "";
  return (
    <SettingsFrame repo={repo} part="access">
      <ExplainAccess
        action={hrefOf(repo, "settings", "explain")}
        asked={{ username: typed, way: asked.data?.way ?? "session" }}
        explanation={shown}
      />
    </SettingsFrame>
  );
}
