"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { OrganisationSwitcher } from "./organisation-switcher";
import { rememberPreference } from "./preferences";

type Props = Omit<ComponentProps<typeof OrganisationSwitcher>, "onChange">;

/** The switcher of the frame: what is chosen is kept, and the page shows the chosen account at once. */
export function OwnerSwitcher(props: Props) {
  const router = useRouter();
  const keep = (owner: string) => {
    rememberPreference("owner", owner);
    router.refresh();
  };
  return <OrganisationSwitcher {...props} onChange={keep} />;
}
