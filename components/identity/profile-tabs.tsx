import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { NavTabs } from "@/components/ui/nav-tabs";
import type { RepoCounts } from "@/server/hub/contract/repo";
import { kindOf, SHELVES } from "@/server/hub/contract/shelf";

interface Props {
  name: string;
  /** The tab one is on. */
  current: string;
  counts: z.infer<typeof RepoCounts>;
}

/** What there is of a person or an organisation. */
export async function ProfileTabs({ name, current, counts }: Props) {
  const [t, hub, buckets] = await Promise.all([
    getTranslations("profile"),
    getTranslations("hub"),
    getTranslations("buckets"),
  ]);
  const hrefOf = (tab: string) => (tab === "overview" ? `/${name}` : `/${name}?tab=${tab}`);
  return (
    <NavTabs
      label={t("tabs")}
      current={hrefOf(current)}
      tabs={[
        { href: hrefOf("overview"), label: t("overview") },
        ...SHELVES.map((shelf) => ({
          href: hrefOf(shelf),
          label: hub(`titles.${shelf}`),
          count: String(counts[kindOf(shelf)]),
        })),
        { href: `/buckets/${name}`, label: buckets("title") },
        { href: hrefOf("collections"), label: t("collections") },
        { href: hrefOf("activity"), label: t("activity") },
      ]}
    />
  );
}
