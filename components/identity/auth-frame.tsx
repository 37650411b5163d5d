import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ASSET_KINDS, KindIcon } from "@/components/patterns/asset-kind";
import { BrandMark } from "@/components/shell/brand";

/** Around the pages where one is nobody yet. */
export async function AuthFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = await getTranslations("signIn");
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main id="main" className="max-w-panel mx-auto grid w-full content-center gap-8 px-6 py-12">
        <header className="grid gap-4">
          <BrandMark className="size-10" />
          <h1 className="text-display">{title}</h1>
        </header>
        {children}
      </main>
      <aside
        aria-label="Modelyard"
        className="bg-surface-sunken hidden flex-col justify-center gap-8 border-l p-16 lg:flex"
      >
        <div className="flex gap-2">
          {ASSET_KINDS.map((kind) => (
            <KindIcon key={kind} kind={kind} size="lg" />
          ))}
        </div>
        <p className="max-w-panel text-display font-semibold text-balance">{t("claim")}</p>
      </aside>
    </div>
  );
}
