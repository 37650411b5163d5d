import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { barPropsFor } from "@/components/shell/bar-props";
import { ConsoleFrame } from "@/components/shell/console-frame";
import { consoleGroups } from "@/components/shell/console-groups";
import { requireViewer } from "@/server/api/viewer";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [{ shell }, viewer] = await Promise.all([getMessages(), requireViewer()]);
  const settings = viewer.owner === viewer.username ? "/settings/profile" : `/organizations/${viewer.owner}/settings`;
  return (
    <ConsoleFrame
      {...barPropsFor(shell, viewer)}
      organisations={viewer.accounts.map(({ name, displayName, isPerson }) => ({
        id: name,
        name: displayName,
        isPerson,
      }))}
      owner={viewer.owner}
      railLabel={shell.consoleRail.label}
      groups={consoleGroups(shell.consoleRail, settings)}
    >
      {children}
    </ConsoleFrame>
  );
}
