import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { SocialControls } from "./social-controls";

interface Props {
  repo: RepoDetails;
  /** Accounts in whose name the viewer may own; none for a visitor. */
  owners: readonly string[];
}

/** Where it came from, a copy of one's own, and being told what happens. */
export async function RepoActions({ repo, owners }: Props) {
  const t = await getTranslations("social");
  const { forkedFrom } = repo;
  if (owners.length === 0 && !forkedFrom) return null;
  return (
    <section className="grid gap-3" aria-label={t("title")}>
      {forkedFrom ? (
        <p className="text-small text-text-muted">
          {t("forkedFrom")}{" "}
          <TextLink href={hrefOf(forkedFrom)}>{`${forkedFrom.namespace}/${forkedFrom.name}`}</TextLink>
        </p>
      ) : null}
      {owners.length > 0 ? (
        <Words namespaces={["socialActions"]}>
          <SocialControls repo={repo} level={repo.watching} owners={owners} />
        </Words>
      ) : null}
    </section>
  );
}
