import { RefreshCw } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { MirrorForm } from "./mirror-form";
import { MirrorRow } from "./mirror-row";

interface Props {
  repo: RepoAddress;
  mirrors: readonly Mirror[];
  /** Whether the repository holds what a pull does not replace. */
  hasOwnHistory: boolean;
}

/** What a repository follows and what follows it. */
export async function MirrorList({ repo, mirrors, hasOwnHistory }: Props) {
  const [t, locale] = await Promise.all([getTranslations("mirrors"), getLocale()]);
  const clock = { now: new Date().toISOString(), locale };
  const isPulled = mirrors.some(({ direction, isOneOff, syncedAt }) => direction === "pull" && !(isOneOff && syncedAt));
  return (
    <Words namespaces={["mirrorForm", "mirrorReasons", "mirrorRow", "mirrorRun", "stepUp"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("title")} description={t("text")}>
          {mirrors.length === 0 ? (
            <EmptyState icon={RefreshCw} title={t("none")} headingLevel="h3" className="rounded-card border">
              {t("noneText")}
            </EmptyState>
          ) : (
            <ul className="rounded-card bg-surface-raised divide-y border">
              {mirrors.map((mirror) => (
                <MirrorRow key={mirror.id} repo={repo} mirror={mirror} clock={clock} />
              ))}
            </ul>
          )}
        </FormSection>
        <FormSection title={t("add")} description={t("addText")}>
          <MirrorForm {...{ repo, hasOwnHistory }} canPull={!isPulled} />
        </FormSection>
      </div>
    </Words>
  );
}
