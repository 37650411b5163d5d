import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cn } from "@/components/ui/cn";
import { DEPLOYMENT_STATUSES, type DeploymentStatus } from "@/server/inference/contract";

/** All, or those of one status; the choice is in the address. */
export async function StatusFilter({ current }: { current: DeploymentStatus | undefined }) {
  const [t, word] = await Promise.all([getTranslations("deployments"), getTranslations("deploymentStatus")]);
  const choices = [
    { key: "all", href: "/console/deployments", label: t("all"), isCurrent: current === undefined },
    ...DEPLOYMENT_STATUSES.map((status) => ({
      key: status,
      href: `/console/deployments?status=${status}`,
      label: word(status),
      isCurrent: current === status,
    })),
  ];
  return (
    <nav aria-label={t("filter")} className="scroll-none flex gap-1 overflow-x-auto">
      {choices.map(({ key, href, label, isCurrent }) => (
        <Link
          key={key}
          href={href}
          aria-current={isCurrent ? "true" : undefined}
          className={cn(
            "rounded-control text-small text-text-muted hover:bg-hover shrink-0 px-2.5 py-1.5",
            isCurrent && "bg-hover text-text font-medium",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
