import { Terminal } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { SshKeyForm } from "@/components/identity/ssh-key-form";
import { SshKeyRow } from "@/components/identity/ssh-key-row";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("sshKeys") };
}

export default async function SshKeysPage() {
  await requireViewer();
  const [t, locale, { items }] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    api.identity.listSshKeys({ limit: 100 }),
  ]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["sshKeySettings", "refusals", "stepUp"]}>
      <FormSection title={t("sshKeys")} description={t("sshKeysText")}>
        {items.length === 0 ? (
          <EmptyState
            icon={Terminal}
            title={t("noSshKeys")}
            headingLevel="h3"
            command="ssh-keygen -t ed25519"
            className="rounded-card border"
          >
            {t("noSshKeysText")}
          </EmptyState>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {items.map((sshKey) => (
              <SshKeyRow key={sshKey.id} sshKey={sshKey} now={now} locale={locale} />
            ))}
          </ul>
        )}
      </FormSection>
      <FormSection title={t("addSshKey")} description={t("addSshKeyText")}>
        <SshKeyForm />
      </FormSection>
    </Words>
  );
}
