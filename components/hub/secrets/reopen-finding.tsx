import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  findingId: string;
}

export function ReopenFinding({ repo, findingId }: Props) {
  const t = useTranslations("repoSecurity");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const reopen = useMutation(
    trpc.hub.updateSecretFinding.mutationOptions({
      onSuccess: () => changed(t("reopened")),
      onError: ({ message }) => toast.error(message),
    }),
  );
  return (
    <Button
      size="sm"
      busy={reopen.isPending}
      onClick={() => reopen.mutate({ ...addressOf(repo), findingId, state: "open" })}
    >
      {t("reopen")}
    </Button>
  );
}
