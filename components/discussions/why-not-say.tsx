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

/** Stands where somebody may not answer: a visitor signs in, and a locked conversation says who speaks. */
export async function WhyNotSay({ discussion, isSignedIn, next }: Props) {
  if (!isSignedIn) return <SignInToSay next={next} />;
  if (!discussion.isLocked) return null;
  const t = await getTranslations("discussions");
  return <Callout>{t("lockedNote")}</Callout>;
}
