"use client";

import { useRouter } from "next/navigation";
import { OrganisationSwitcher } from "./organisation-switcher";
import { rememberPreference } from "./preferences";
import type { TopBarProps } from "./top-bar";

interface Props {
  messages: TopBarProps["messages"]["organisation"];
  organisations: NonNullable<TopBarProps["organisations"]>;
  current: string;
}

/** The switcher of the frame: what is chosen is kept, and the page shows the chosen account at once. */
export function OwnerSwitcher(props: Props) {
  const router = useRouter();
  const keep = (owner: string) => {
    rememberPreference("owner", owner);
    router.refresh();
  };
  return <OrganisationSwitcher {...props} onChange={keep} />;
}
