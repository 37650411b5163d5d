import { getLocale, getTranslations } from "next-intl/server";
import { SessionRow } from "@/components/identity/session-row";
import { SignOutEverywhere } from "@/components/identity/sign-out-everywhere";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("sessions") };
}

export default async function SessionsPage() {
  await requireViewer();
  const [t, locale, { items }] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    api.identity.listSessions({}),
  ]);
  const now = new Date().toISOString();
  return (
    <FormSection title={t("sessions")} description={t("sessionsText")}>
      <Words namespaces={["sessionSettings", "refusals"]}>
        <ul className="rounded-card bg-surface-raised divide-y border">
          {items.map((session) => (
            <SessionRow key={session.id} session={session} now={now} locale={locale} />
          ))}
        </ul>
        <SignOutEverywhere />
      </Words>
    </FormSection>
  );
}
