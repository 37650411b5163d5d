import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";

/** Words that lead to who is in an organisation, where others are invited. */
export const membersLink = (organization: string) => (words: ReactNode) => (
  <TextLink href={`/organizations/${organization}/members`} tone="inline">
    {words}
  </TextLink>
);
