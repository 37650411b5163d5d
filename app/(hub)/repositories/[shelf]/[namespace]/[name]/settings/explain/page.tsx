import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { ExplainAccess } from "@/components/hub/settings/explain-access";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { orRefusal } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
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
  const [{ repo, here }, { username = "", way }] = await Promise.all([settingsOfPage(params, "explain"), searchParams]);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="access" />;
  const asked = ExplainAccessInput.safeParse({ ...addressOf(repo), username, way });
  const found = asked.success ? await orRefusal(api.hub.explainAccess(asked.data)) : null;
  const shown = found && "value" in found ? found.value : null;
  const typed = typeof username === "string" ? username : "";
  return (
    <SettingsFrame repo={repo} part="access">
      <ExplainAccess action={here} asked={{ username: typed, way: asked.data?.way ?? "session" }} explanation={shown} />
    </SettingsFrame>
  );
}
