import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ASSET_KINDS, KindIcon } from "@/components/patterns/asset-kind";
import { curlOfChat } from "@/components/patterns/call-snippets";
import { BrandMark } from "@/components/shell/brand";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";

interface Props {
  title: string;
  subtitle?: string;
  /** Origin under which the browser sees this site. */
  origin: string;
  children: ReactNode;
}

/** Around the pages where one is nobody yet. */
export async function AuthFrame({ title, subtitle, origin, children }: Props) {
  const t = await getTranslations("signIn");
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-2">
      <main id="main" className="max-w-panel mx-auto grid w-full grid-cols-1 content-center gap-8 px-6 py-12">
        <header className="grid gap-4">
          <BrandMark className="size-10" />
          <div className="grid gap-1">
            <h1 className="text-display">{title}</h1>
            {subtitle ? <p className="text-text-muted">{subtitle}</p> : null}
          </div>
        </header>
        {isUnprotected(origin) ? (
          <Callout tone="warning" title={t("unprotectedTitle")}>
            {t("unprotected")}
          </Callout>
        ) : null}
        {children}
      </main>
      <aside
        aria-label="Modelyard"
        className="bg-surface-sunken hidden min-w-0 flex-col justify-center gap-8 border-l p-16 lg:flex"
      >
        <div className="flex gap-2">
          {ASSET_KINDS.map((kind) => (
            <KindIcon key={kind} kind={kind} size="lg" />
          ))}
        </div>
        <p className="max-w-panel text-display font-semibold text-balance">{t("claim")}</p>
        <CodeBlock code={commandsFor(origin)} language="bash" title={t("terminal")} className="max-w-form" />
      </aside>
    </div>
  );
}

const MODEL = "modelyard/guide-2m-gguf";

function commandsFor(origin: string): string {
  const body = { model: MODEL, messages: [{ role: "user", content: "Hello" }] } as const;
  const call = curlOfChat({ origin, key: { variable: "YARD_KEY" }, body });
  return `export HF_ENDPOINT=${origin}\nhf download ${MODEL}\n\n${call}`;
}

/** Passwords could be read on the way: plain http, and not to this same machine. */
function isUnprotected(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  const isLoopback = /^(?:localhost|127\.[\d.]+|\[::1\])$|\.localhost$/.test(hostname);
  return protocol === "http:" && !isLoopback;
}
