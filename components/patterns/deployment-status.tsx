import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";

const TONES = {
  pending: "info",
  starting: "info",
  running: "success",
  stopping: "idle",
  stopped: "idle",
  failed: "danger",
} as const;

type Status = keyof typeof TONES;

const ON_THE_WAY: ReadonlySet<Status> = new Set(["pending", "starting", "stopping"]);

/** Something will change without anybody's doing. */
export const isOnTheWay = (status: Status): boolean => ON_THE_WAY.has(status);

/** What a deployment does, in the same word and colour for its owner and for operators. */
export function DeploymentStatus({ status }: { status: Status }) {
  const t = useTranslations("deploymentStatus");
  return <StatusDot tone={TONES[status]} label={t(status)} isBusy={isOnTheWay(status)} />;
}
