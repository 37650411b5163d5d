import type { LogLine } from "@/components/patterns/log-view";
import type { DeploymentLogLine } from "@/server/inference/contract";

const LEVELS: readonly (readonly [LogLine["level"], RegExp])[] = [
  ["error", /^\{"fatal"|^Failed\b|\b(error|fatal|panic)\b/i],
  ["warn", /^Stopped: |\bwarn(ing)?\b/i],
  ["debug", /^\{"request":/],
];

/** Programs write as they like; the usual words say how bad it is. */
export const levelOf = ({ line }: Pick<DeploymentLogLine, "line">): LogLine["level"] =>
  LEVELS.find(([, pattern]) => pattern.test(line))?.[0] ?? "info";
