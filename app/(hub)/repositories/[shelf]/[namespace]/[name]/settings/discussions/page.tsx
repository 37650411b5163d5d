import { getTranslations } from "next-intl/server";
import { DiscussionSettingsView } from "@/components/discussions/settings/discussion-settings-view";
import { addressOf, hrefOf } from "@/components/hub/href";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<CursorQuery>;
}

const LABELS = 20;

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("discussionSettings")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function DiscussionSettingsPage({ params, searchParams }: Props) {
  const [{ repo }, { cursor }] = await Promise.all([settingsOfPage(params, "discussions"), pageAsked(searchParams)]);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="discussions" />;
  const at = addressOf(repo);
  const shown = await settingsOf(at, cursor);
  return (
    <SettingsFrame repo={repo} part="discussions">
      <DiscussionSettingsView {...{ ...shown, at, cursor, here: hrefOf(repo, "settings") }} />
    </SettingsFrame>
  );
}

async function settingsOf(at: ReturnType<typeof addressOf>, cursor: string | undefined) {
  const [settings, { items, nextCursor }] = await Promise.all([
    api.discussions.getDiscussionSettings(at),
    orNotFound(api.discussions.listLabels({ ...at, limit: LABELS, cursor })),
  ]);
  const labels = items.map(async (label) => {
    const { open } = await api.discussions.countDiscussions({ ...at, label: [label.name] });
    return { label, count: open };
  });
  return { settings, labels: await Promise.all(labels), nextCursor };
}
