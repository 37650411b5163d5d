import { cookies } from "next/headers";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { barPropsFor } from "@/components/shell/bar-props";
import { themeOf } from "@/components/shell/preferences";
import { SiteFooter } from "@/components/shell/site-footer";
import { TopBar } from "@/components/shell/top-bar";
import { getViewer } from "@/server/api/viewer";
import { version } from "../../package.json";

export default async function HubLayout({ children }: { children: ReactNode }) {
  const [{ shell }, viewer, jar] = await Promise.all([getMessages(), getViewer(), cookies()]);
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar {...barPropsFor(shell, viewer)} />
      <main id="main" className="w-full flex-1">
        {children}
      </main>
      <SiteFooter version={version} theme={themeOf(jar.get("theme")?.value)} />
    </div>
  );
}
