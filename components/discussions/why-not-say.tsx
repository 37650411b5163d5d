import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import type { DiscussionDetails } from "@/server/discussions/contract";
import { SignInToSay } from "./sign-in-to-say";

interface Props {
  discussion: Pick<DiscussionDetails, "isLocked">;
  isSignedIn: boolean;
  /** This page, to come back to. */
  next: string;
}

/** Stands where somebody may not answer: a locked conversation says who speaks, and signing in opens the others. */
export async function WhyNotSay({ discussion, isSignedIn, next }: Props) {
  if (!discussion.isLocked) return isSignedIn ? null : <SignInToSay next={next} />;
  const t = await getTranslations("discussions");
  return <Callout>{t("lockedNote")}</Callout>;
}
