import { getTranslations } from "next-intl/server";
import type { FileScan, Finding } from "@/server/hub/contract/scan";
import { ScanBadge } from "./scan-badge";

/** What was found in a file, the worst in words, and the harmless folded away. */
export async function ScanDetails({ scan }: { scan: FileScan }) {
  const t = await getTranslations("scan");
  const isHarmless = ({ kind }: Finding) => kind === "known_global";
  const harmless = scan.findings.filter(isHarmless);
  const found = scan.findings.filter((finding) => !isHarmless(finding));
  return (
    <section aria-label={t("title")} className="text-small grid gap-2 border-b px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <ScanBadge status={scan.status} />
        <span>{t(`statusText.${scan.status}`)}</span>
        {scan.reason === null ? null : <span className="text-text-muted">{t(`reason.${scan.reason}`)}</span>}
      </p>
      <Findings findings={found} />
      {harmless.length > 0 ? (
        <details>
          <summary className="text-caption text-text-muted rounded-mark w-fit cursor-pointer">
            {t("known", { count: harmless.length })}
          </summary>
          <div className="pt-2">
            <Findings findings={harmless} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

async function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = await getTranslations("scan");
  if (findings.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {findings.map(({ kind, name, place }) => (
        <li key={`${kind} ${name} ${place}`} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span>{t(`finding.${kind}`)}</span>
          {name === "" ? null : <code className="text-caption font-mono break-all">{name}</code>}
          {place === "" ? null : (
            <span className="text-caption text-text-muted break-all">{t("inside", { place })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
