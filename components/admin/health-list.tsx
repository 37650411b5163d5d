import { getTranslations } from "next-intl/server";
import { StatusDot } from "@/components/ui/status-dot";
import type { HealthPart } from "@/server/admin/contract";

const TONES = { ok: "success", attention: "warning", failing: "danger" } as const;
const KNOWN = ["edge", "web", "worker", "database", "migrations", "objects", "git", "compute", "jobs"] as const;
const isKnown = (name: string): name is (typeof KNOWN)[number] => KNOWN.some((known) => known === name);

/** Every part of the platform: its state, what it does, and what it says of itself. */
export async function HealthList({ parts }: { parts: readonly HealthPart[] }) {
  const t = await getTranslations("adminHealth");
  return (
    <ul aria-label={t("title")} className="divide-y">
      {parts.map(({ name, status, detail }) => (
        <li key={name} className="text-small flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
          <StatusDot tone={TONES[status]} label={t(`states.${status}`)} className="w-28" />
          <span className="w-32 font-medium">{isKnown(name) ? t(`parts.${name}`) : name}</span>
          <span className="text-text-muted min-w-0 flex-1 basis-60">
            {isKnown(name) ? t(`about.${name}`) : null}
            {detail ? <code className="text-caption text-text block break-words">{detail}</code> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
