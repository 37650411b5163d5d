import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import type { DiscussionDetails } from "@/server/discussions/contract";

interface Props {
  refused: NonNullable<DiscussionDetails["pull"]>["refused"];
}

/** What the fork holds and this repository did not take in, and what its author can do. */
export async function RefusedPush({ refused }: Props) {
  if (!refused) return null;
  const t = await getTranslations("discussions");
  return (
    <Callout tone="warning" title={t("refusedTitle", { commit: refused.commit.slice(0, 7) })}>
      {t(`refusedBecause.${refused.reason}`)}
    </Callout>
  );
}
