import { Tags } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import type { DiscussionSettings, Label } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { DiscussionRules } from "./discussion-rules";
import { LabelForm } from "./label-form";
import { LabelRow } from "./label-row";

interface Props {
  at: RepoAddress;
  /** Page of the repository's settings. */
  here: string;
  settings: DiscussionSettings;
  /** With how many open discussions have it. */
  labels: readonly { readonly label: Label; readonly count: number }[];
  cursor: string | undefined;
  nextCursor: string | null;
}

/** How a repository takes issues and pull requests, and the labels by which they are sorted. */
export async function DiscussionSettingsView({ at, here, settings, labels, cursor, nextCursor }: Props) {
  const t = await getTranslations("discussionSettings");
  return (
    <Words namespaces={["discussionSettings", "discussions"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("title")} description={t("text")}>
          <DiscussionRules key={JSON.stringify(settings)} at={at} settings={settings} />
        </FormSection>
        <FormSection title={t("labels")} description={t("labelsText")}>
          {labels.length === 0 ? (
            <EmptyState icon={Tags} title={t("noLabels")} headingLevel="h3" className="rounded-card border">
              {t("noLabelsText")}
            </EmptyState>
          ) : (
            <ul className="rounded-card bg-surface-raised divide-y border">
              {labels.map(({ label, count }) => (
                <LabelRow key={label.id} at={at} label={label} count={count} />
              ))}
            </ul>
          )}
          <ListPager {...{ path: `${here}/discussions`, query: { cursor }, nextCursor }} />
        </FormSection>
        <FormSection title={t("newLabel")}>
          <LabelForm at={at} />
        </FormSection>
      </div>
    </Words>
  );
}
