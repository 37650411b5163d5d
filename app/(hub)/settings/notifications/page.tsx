import { getTranslations } from "next-intl/server";
import { ChannelTable } from "@/components/notifications/channel-table";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("notifications") };
}

export default async function NotificationSettingsPage() {
  await requireViewer();
  const [t, { channels, email }] = await Promise.all([
    getTranslations("settings"),
    api.notifications.getPreferences({}),
  ]);
  return (
    <FormSection title={t("notifications")} description={t("notificationsText", { email })}>
      <Words namespaces={["channelTable"]}>
        <ChannelTable channels={channels} />
      </Words>
    </FormSection>
  );
}
