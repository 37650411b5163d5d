import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { DeployablePage } from "@/server/inference/contract";

interface Props {
  model: string;
  deployable: z.output<typeof DeployablePage>;
  isOperator: boolean;
}

type Obstacle = "noWeights" | "noRuntime" | "notHere" | "notInstalled" | "noFramework";

function obstacleOf({ items, formats, runtime }: Props["deployable"]): Obstacle | null {
  if (formats.length === 0) return "noWeights";
  if (runtime === null) return "noRuntime";
  if (!runtime.isInstalled) return runtime.isInstallable ? "notInstalled" : "notHere";
  return items.length === 0 ? "noFramework" : null;
}

/** Why this model cannot be deployed, or not yet: which pack would serve it, and whose turn it is. */
export async function Unserved({ model, deployable, isOperator }: Props) {
  const t = await getTranslations("unserved");
  const obstacle = obstacleOf(deployable);
  if (obstacle === null) return null;
  const formats = deployable.formats.join(", ");
  const pack = deployable.runtime?.title ?? "";
  const mayInstall = obstacle === "notInstalled" && isOperator;
  return (
    <Callout
      tone="warning"
      title={t(`${obstacle}.title`, { model, formats, pack })}
      action={
        <Button asChild size="sm">
          {mayInstall ? (
            <Link href="/admin/runtimes">{t("install")}</Link>
          ) : (
            <Link href={`/${model}/tree/main`}>{t("files")}</Link>
          )}
        </Button>
      }
    >
      {t(`${obstacle}.text`, { formats, pack })} {obstacle === "notInstalled" ? t(isOperator ? "you" : "ask") : null}
    </Callout>
  );
}
