import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { DiscussionDetails } from "@/server/discussions/contract";
import { discussionHref } from "./discussion-href";

interface Props {
  base: string;
  discussion: Pick<DiscussionDetails, "number" | "status" | "draftCount">;
}

/** Remarks that nobody else sees are submitted where the files are. */
export async function PendingReview({ base, discussion: { number, status, draftCount } }: Props) {
  if (draftCount === 0 || status === "merged" || status === "closed") return null;
  const t = await getTranslations("discussions");
  return (
    <Callout action={<TextLink href={discussionHref(base, number, "files")}>{t("files")}</TextLink>}>
      {t("notSubmitted", { count: draftCount })}
    </Callout>
  );
}
