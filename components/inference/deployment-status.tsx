import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import type { DeploymentStatus as Status } from "@/server/inference/contract";
import { isOnTheWay, STATUS_TONES } from "./status";

export function DeploymentStatus({ status }: { status: Status }) {
  const t = useTranslations("deploymentStatus");
  return <StatusDot tone={STATUS_TONES[status]} label={t(status)} isBusy={isOnTheWay(status)} />;
}
