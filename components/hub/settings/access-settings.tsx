import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import type { NamedTeam } from "./add-team";
import { GateSettings } from "./gate-settings";
import type { ManagedGroup } from "./group-form";
import { Collaborators, GroupForm, TeamCollaborators } from "./later-sections";

interface Props {
  repo: RepoDetails;
  accessDays: number | null;
  /** Of the owning organisation; `null` where a person owns it. */
  sharing: { readonly teams: readonly NamedTeam[]; readonly groups: readonly ManagedGroup[] } | null;
}

/** Who has a role on a repository, who reads its files, and why. */
export async function AccessSettings({ repo, accessDays, sharing }: Props) {
  const t = await getTranslations("repoSettings");
  return (
    <Words namespaces={["repoSettings"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("collaborators")} description={t("collaboratorsText")}>
          <Collaborators repo={repo} />
          {sharing ? <TeamCollaborators repo={repo} teams={sharing.teams} /> : null}
        </FormSection>
        {sharing && (repo.resourceGroup || sharing.groups.some(({ canManage }) => canManage)) ? (
          <FormSection title={t("group")} description={t("groupText")}>
            <GroupForm key={repo.resourceGroup?.name} repo={repo} groups={sharing.groups} />
          </FormSection>
        ) : null}
        <FormSection title={t("gate")} description={t("gateText")}>
          <GateSettings key={String(repo.gate)} repo={repo} accessDays={accessDays} />
        </FormSection>
        <FormSection title={t("explain")} description={t("explainText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "explain")}>{t("explain")}</Link>
          </Button>
        </FormSection>
      </div>
    </Words>
  );
}
