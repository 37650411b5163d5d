import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { adminGroups } from "@/components/shell/admin-groups";
import { barPropsFor } from "@/components/shell/bar-props";
import { ConsoleFrame } from "@/components/shell/console-frame";
import { requireOperator } from "@/server/api/viewer";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [{ shell }, viewer] = await Promise.all([getMessages(), requireOperator()]);
  return (
    <ConsoleFrame
      {...barPropsFor(shell, viewer)}
      isAdmin
      railLabel={shell.adminRail.label}
      groups={adminGroups(shell.adminRail)}
    >
      {children}
    </ConsoleFrame>
  );
}
