import { Archive } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import type { Organization } from "@/server/identity/contract";
import { restorableUntil } from "./restorable-until";
import { RestoreOrganization } from "./restore-organization";

interface Props {
  organization: z.infer<typeof Organization>;
  locale: string;
}

/** What members see where a deleted organisation was; its owners can bring it back. */
export async function DeletedOrganization({ organization, locale }: Props) {
  const t = await getTranslations("organizations");
  const { name, displayName, role, deletedAt } = organization;
  const until = deletedAt ? restorableUntil(deletedAt, locale) : "";
  return (
    <PageBody>
      <EmptyState
        icon={Archive}
        headingLevel="h1"
        title={t("wasDeleted", { name: displayName })}
        docs={{ href: "/organizations", label: t("title") }}
        action={
          role === "owner" ? (
            <Words namespaces={["organizations", "refusals"]}>
              <RestoreOrganization name={name} />
            </Words>
          ) : null
        }
      >
        {t("wasDeletedText", { date: until })} {role === "owner" ? null : t("ownersRestore")}
      </EmptyState>
    </PageBody>
  );
}
