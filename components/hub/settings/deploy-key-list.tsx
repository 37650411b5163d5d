import { KeyRound } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import type { DeployKey } from "@/server/hub/contract/deploy-key";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { DeployKeyForm } from "./deploy-key-form";
import { DeployKeyRow } from "./deploy-key-row";

interface Props {
  repo: NamedRepo;
  keys: readonly DeployKey[];
}

/** The SSH keys that open this repository and nothing else. */
export async function DeployKeyList({ repo, keys }: Props) {
  const [t, locale] = await Promise.all([getTranslations("deployKeys"), getLocale()]);
  const clock = { now: new Date().toISOString(), locale };
  return (
    <Words namespaces={["deployKeys", "stepUp"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("title")} description={t("text")}>
          {keys.length === 0 ? (
            <EmptyState
              icon={KeyRound}
              title={t("none")}
              headingLevel="h3"
              command="ssh-keygen -t ed25519"
              className="rounded-card border"
            >
              {t("noneText")}
            </EmptyState>
          ) : (
            <ul className="rounded-card bg-surface-raised divide-y border">
              {keys.map((deployKey) => (
                <DeployKeyRow key={deployKey.id} repo={repo} deployKey={deployKey} clock={clock} />
              ))}
            </ul>
          )}
        </FormSection>
        <FormSection title={t("new")} description={t("newText")}>
          <DeployKeyForm repo={repo} />
        </FormSection>
      </div>
    </Words>
  );
}
