import { getTranslations } from "next-intl/server";
import { NavTabs } from "@/components/ui/nav-tabs";
import { discussionHref } from "./discussion-href";

export type PullTab = "talk" | "commits" | "files";

/** How much each part holds; left out what the reader may not see. */
export type PartCounts = Readonly<Partial<Record<PullTab, number | undefined>>>;

interface Props {
  base: string;
  number: number;
  tab: PullTab;
}

/** The parts of a pull request. */
export async function DiscussionTabs({ base, number, tab, counts = {} }: Props & { counts?: PartCounts }) {
  const t = await getTranslations("discussions");
  const hrefs = {
    talk: discussionHref(base, number),
    commits: discussionHref(base, number, "commits"),
    files: discussionHref(base, number, "files"),
  };
  const tabOf = (name: PullTab) => {
    const count = counts[name];
    return { href: hrefs[name], label: t(name), ...(count !== undefined && { count: String(count) }) };
  };
  return <NavTabs label={t("parts")} current={hrefs[tab]} tabs={[tabOf("talk"), tabOf("commits"), tabOf("files")]} />;
}

/** The same once it is counted, which takes reading the repository. */
export async function CountedTabs({ count, ...place }: Props & { count: () => Promise<PartCounts> }) {
  return <DiscussionTabs {...place} counts={await count()} />;
}
