import { getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { DeploymentLogs } from "./deployment-logs";

interface Props {
  id: string;
  /** From the address; both or neither. */
  replica: string | undefined;
  attempt: string | undefined;
}

const NUMBER = /^\d{1,6}$/;

/** The log of everything, or of the one process that the address names. */
export async function LogCard({ id, replica = "", attempt = "" }: Props) {
  const t = await getTranslations("deployment");
  const only =
    NUMBER.test(replica) && NUMBER.test(attempt) ? { replica: Number(replica), attempt: Number(attempt) } : undefined;
  return (
    <Card id="logs" className="scroll-mt-16 overflow-hidden">
      <CardHeader
        title={t("logs")}
        description={only ? t("logsOf", only) : t("logsOfAll")}
        actions={
          only ? (
            <TextLink href={`/console/deployments/${id}#logs`} className="text-small">
              {t("allLogs")}
            </TextLink>
          ) : null
        }
      />
      <DeploymentLogs key={`${replica} ${attempt}`} id={id} {...(only && { only })} />
    </Card>
  );
}
