import { getTranslations } from "next-intl/server";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { AboutForm } from "./about-form";
import { ArchiveRepo } from "./archive-repo";
import { DeleteRepo } from "./delete-repo";
import { RenameForm } from "./rename-form";
import { TransferRepo } from "./transfer-repo";
import { VisibilityForm } from "./visibility-form";

interface Props {
  repo: RepoDetails;
  branches: readonly string[];
  owners: readonly string[];
}

/** What a repository is, and the irrevocable last. */
export async function RepoSettings({ repo, branches, owners }: Props) {
  const t = await getTranslations("repoSettings");
  return (
    <Words namespaces={["repoSettings", "repoVisibility"]}>
      <div className="max-w-form grid grid-cols-1">
        <FormSection title={t("general")}>
          <RenameForm key={repo.name} repo={repo} />
          <AboutForm key={repo.updatedAt.toISOString()} repo={repo} branches={branches} />
        </FormSection>
        <FormSection title={t("visibility")} description={t("visibilityText")}>
          <VisibilityForm key={repo.visibility} repo={repo} />
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
