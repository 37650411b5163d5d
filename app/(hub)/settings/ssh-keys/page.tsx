import { Terminal } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { SshKeyForm } from "@/components/identity/ssh-key-form";
import { SshKeyRow } from "@/components/identity/ssh-key-row";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("sshKeys") };
}

interface Props {
  searchParams: Promise<CursorQuery>;
}

export default async function SshKeysPage({ searchParams }: Props) {
  const [asked] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const [t, locale, { items, nextCursor }] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    orNotFound(api.identity.listSshKeys(asked)),
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
        <ListPager path="/settings/ssh-keys" query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      <FormSection title={t("addSshKey")} description={t("addSshKeyText")}>
        <SshKeyForm />
      </FormSection>
    </Words>
  );
}
