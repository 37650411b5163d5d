import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { AboutForm } from "./about-form";
import type { NamedTeam } from "./add-team";
import { ArchiveRepo } from "./archive-repo";
import { DeleteRepo } from "./delete-repo";
import { GateSettings } from "./gate-settings";
import type { ManagedGroup } from "./group-form";
import { Collaborators, GroupForm, ProtectedRefs, TeamCollaborators } from "./later-sections";
import { RenameForm } from "./rename-form";
import { RescanRepo } from "./rescan-repo";
import { TransferRepo } from "./transfer-repo";
import { VisibilityForm } from "./visibility-form";

interface Props {
  repo: RepoDetails;
  branches: readonly string[];
  owners: readonly string[];
  accessDays: number | null;
  /** Of the owning organisation; `null` where a person owns it. */
  sharing: { readonly teams: readonly NamedTeam[]; readonly groups: readonly ManagedGroup[] } | null;
}

/** Everything one decides about a repository, the irrevocable last. */
export async function RepoSettings({ repo, branches, owners, accessDays, sharing }: Props) {
  const t = await getTranslations("repoSettings");
  return (
    <Words namespaces={["protectedRefs", "repoSettings", "repoVisibility"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("general")}>
          <RenameForm key={repo.name} repo={repo} />
          <AboutForm key={repo.updatedAt.toISOString()} repo={repo} branches={branches} />
        </FormSection>
        <FormSection title={t("visibility")} description={t("visibilityText")}>
          <VisibilityForm key={repo.visibility} repo={repo} />
        </FormSection>
        <FormSection title={t("gate")} description={t("gateText")}>
          <GateSettings key={String(repo.gate)} repo={repo} accessDays={accessDays} />
        </FormSection>
        <FormSection title={t("collaborators")} description={t("collaboratorsText")}>
          <Collaborators repo={repo} />
          {sharing ? <TeamCollaborators repo={repo} teams={sharing.teams} /> : null}
        </FormSection>
        {sharing && (repo.resourceGroup || sharing.groups.some(({ canManage }) => canManage)) ? (
          <FormSection title={t("group")} description={t("groupText")}>
            <GroupForm key={repo.resourceGroup?.name} repo={repo} groups={sharing.groups} />
          </FormSection>
        ) : null}
        <FormSection title={t("explain")} description={t("explainText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "explain")}>{t("explain")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("deployKeys")} description={t("deployKeysText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "deploy-keys")}>{t("manageDeployKeys")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("mirrors")} description={t("mirrorsText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "mirrors")}>{t("manageMirrors")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("discussions")} description={t("discussionsText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "discussions")}>{t("manageDiscussions")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("storage")} description={t("storageText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "storage")}>{t("manageStorage")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("security")} description={t("securityText")}>
          <Button asChild className="justify-self-start">
            <Link href={hrefOf(repo, "settings", "security")}>{t("manageSecurity")}</Link>
          </Button>
        </FormSection>
        <FormSection title={t("scan")} description={t("scanText")}>
          <RescanRepo repo={repo} />
        </FormSection>
        <FormSection title={t("protection")} description={t("protectionText")}>
          <ProtectedRefs repo={repo} />
        </FormSection>
        <FormSection title={t("danger")} description={t("dangerText")}>
          <ArchiveRepo repo={repo} />
          <TransferRepo repo={repo} owners={owners} />
          <DeleteRepo repo={repo} />
        </FormSection>
      </div>
    </Words>
  );
}
