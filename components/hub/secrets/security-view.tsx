import { ShieldCheck } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { FormSection } from "@/components/patterns/form-section";
import type { ListQuery } from "@/components/patterns/list-address";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { SECRET_STATES } from "@/server/git/contract";
import type { Repo } from "@/server/hub/contract/repo";
import type { SecretFindingPage, SecretPolicy } from "@/server/hub/contract/secrets";
import { hrefOf } from "../href";
import { RescanRepo } from "../settings/rescan-repo";
import { FindingRow } from "./finding-row";
import { SecretPolicyForm } from "./secret-policy-form";

interface Props {
  repo: Repo;
  policy: SecretPolicy;
  findings: z.infer<typeof SecretFindingPage>;
  query: ListQuery;
}

/** Secrets in what was pushed, what became of them, and what happens with the next ones. */
export async function SecurityView({ repo, policy, findings, query }: Props) {
  const [t, settings, locale] = await Promise.all([
    getTranslations("repoSecurity"),
    getTranslations("repoSettings"),
    getLocale(),
  ]);
  const here = hrefOf(repo, "settings", "security");
  const clock = { now: new Date().toISOString(), locale };
  const states = SECRET_STATES.map((value) => ({ value, label: t(`states.${value}`) }));
  return (
    <Words namespaces={["repoSecurity", "repoSettings", "secretKinds"]}>
      <section aria-labelledby="findings" className="grid grid-cols-1 gap-4">
        <div className="grid gap-1">
          <h2 id="findings" className="text-lead">
            {t("title")}
          </h2>
          <p className="text-small text-text-muted max-w-read">{t("about")}</p>
        </div>
        <FilterLinks
          {...{ label: t("filter"), path: here, query, name: "state" }}
          options={[{ label: t("all") }, ...states]}
        />
        {findings.items.length === 0 ? (
          <EmptyState
            icon={ShieldCheck}
            title={t(query.state === undefined ? "none" : "noneOfState")}
            headingLevel="h3"
            className="rounded-card border"
          >
            {t("noneText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")} className="rounded-card bg-surface-raised divide-y border">
            {findings.items.map((finding) => (
              <FindingRow key={finding.id} repo={repo} finding={finding} clock={clock} />
            ))}
          </ul>
        )}
        <ListPager path={here} query={query} nextCursor={findings.nextCursor} />
      </section>
      <div className="max-w-form mt-8 grid grid-cols-1">
        <FormSection title={t("policy")} description={t("policyText")}>
          <SecretPolicyForm key={JSON.stringify(policy)} repo={repo} policy={policy} />
        </FormSection>
        <FormSection title={settings("scan")} description={settings("scanText")}>
          <RescanRepo repo={repo} />
        </FormSection>
      </div>
    </Words>
  );
}
