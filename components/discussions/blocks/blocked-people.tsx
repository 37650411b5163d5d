import { UserX } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type BlockedPerson, BlockedRow } from "./blocked-row";

interface Props {
  /** The account whose repositories it is about. */
  owner: string;
  isOrganization: boolean;
  people: readonly BlockedPerson[];
  path: string;
  cursor: string | undefined;
  nextCursor: string | null;
}

/** Who is kept out of the discussions of an account, and how that ends. */
export async function BlockedPeople({ owner, isOrganization, people, path, cursor, nextCursor }: Props) {
  const [t, locale] = await Promise.all([getTranslations("blockedPeople"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["blockedPeople", "discussions"]}>
      <FormSection title={t("title")} description={t(isOrganization ? "aboutOrganization" : "about", { owner })}>
        {people.length === 0 ? (
          <EmptyState icon={UserX} title={t("none")} headingLevel="h3" className="rounded-card border">
            {t("noneText")}
          </EmptyState>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {people.map((person) => (
              <BlockedRow key={person.id} {...{ owner, person, now, locale }} />
            ))}
          </ul>
        )}
        <ListPager {...{ path, query: { cursor }, nextCursor }} />
      </FormSection>
    </Words>
  );
}
