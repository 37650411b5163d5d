import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { BreakdownBar } from "@/components/patterns/breakdown-bar";
import { memoryText } from "@/components/ui/bytes-text";
import { cn } from "@/components/ui/cn";
import type { HardwareFit } from "@/server/hub/contract/fit";

const LOOKS = {
  fits: { icon: CircleCheck, tone: "text-success" },
  fits_quantised: { icon: TriangleAlert, tone: "text-warning" },
  too_large: { icon: CircleX, tone: "text-danger" },
} as const;

/** The verdict for one kind of hardware; what the memory is needed for unfolds. */
export function FitRow({ item }: { item: HardwareFit }) {
  const t = useTranslations("fit");
  const { verdict, variant, memory, usedDevices, devices, kind } = item;
  const { icon: Icon, tone } = LOOKS[verdict];
  const name = kind === "host" ? t("host") : item.title;
  const sentence = t(`verdicts.${verdict}`, { variant: variant.name, needed: memoryText(memory.total) });
  return (
    <li className="group relative">
      <details className="peer rounded-control border">
        <summary
          aria-describedby={`fit-${item.id}`}
          className="rounded-control hover:bg-hover grid gap-0.5 p-3 select-none"
        >
          <span className="text-small flex items-center gap-2 font-medium">
            <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
            <span className="min-w-0 truncate">{devices > 1 ? `${devices} × ${name}` : name}</span>
            <span className="text-caption text-text-muted ml-auto font-normal tabular-nums">
              {memoryText(item.memoryBytes)}
            </span>
          </span>
          <span className="text-caption text-text-muted pl-6">{sentence}</span>
        </summary>
        <div className="grid gap-3 border-t p-3">
          {usedDevices > 1 ? (
            <p className="text-caption text-text-muted">{t("perCard", { count: usedDevices })}</p>
          ) : null}
          <Breakdown item={item} name={name} />
          {variant.isEstimated ? <p className="text-caption text-text-muted">{t("estimated")}</p> : null}
        </div>
      </details>
      <div
        id={`fit-${item.id}`}
        role="tooltip"
        className="rounded-float bg-surface-float shadow-float pointer-events-none invisible absolute inset-x-0 top-full z-10 grid gap-2 p-3 group-focus-within:visible group-hover:visible peer-open:hidden"
      >
        <Breakdown item={item} name={name} />
      </div>
    </li>
  );
}

/** What the memory is needed for, beside what there is. */
function Breakdown({ item: { memory, usableBytes }, name }: { item: HardwareFit; name: string }) {
  const t = useTranslations("fit");
  const parts = (["weights", "cache", "activations", "fixed"] as const)
    .map((part) => ({ label: t(part), amount: memory[part], text: memoryText(memory[part]) }))
    .filter(({ amount }) => amount > 0);
  return (
    <BreakdownBar
      label={t("memory", { name })}
      parts={parts}
      total={Math.max(usableBytes, memory.total)}
      free={{ label: t("free"), text: memoryText(Math.max(0, usableBytes - memory.total)) }}
    />
  );
}
