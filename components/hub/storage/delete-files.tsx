import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { bytesText } from "@/components/ui/bytes-text";
import { Progress } from "@/components/ui/progress";
import type { StoredFile } from "@/server/hub/contract/large-files";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  files: readonly StoredFile[];
  onOpenChange: (isOpen: boolean) => void;
}

/** What nothing names only goes; everything else is taken out of history, which gives commits new names. */
export function DeleteFiles({ repo, files, onOpenChange }: Props) {
  const t = useTranslations("storage");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const rewritesHistory = files.some(({ isOrphan }) => !isOrphan);
  const remove = useMutation(
    trpc.hub.deleteLargeFiles.mutationOptions({
      onSuccess: async ({ deleted }) => {
        onOpenChange(false);
        await changed(t("deleted", { count: deleted }));
      },
    }),
  );
  const fullName = `${repo.namespace}/${repo.name}`;
  const size = bytesText(files.reduce((sum, file) => sum + file.size, 0));
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => {
        remove.reset();
        onOpenChange(isOpen);
      }}
      title={t("deleteTitle", { count: files.length, size })}
      description={t(rewritesHistory ? "deleteHistory" : "deleteOrphans")}
      labels={{ cancel: t("cancel"), confirm: t("delete") }}
      typed={{ name: fullName, label: t("typeName", { name: fullName }) }}
      isDestructive
      isBusy={remove.isPending || remove.isSuccess}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ ...addressOf(repo), oids: files.map(({ oid }) => oid), rewritesHistory })}
    >
      {rewritesHistory ? (
        <ul className="text-small text-text-muted grid list-disc gap-1 pl-5">
          <li>{t("effects.commits")}</li>
          <li>{t("effects.clones")}</li>
          <li>{t("effects.bytes")}</li>
        </ul>
      ) : null}
      {remove.isPending ? <Progress label={t("working")} /> : null}
    </ConfirmDialog>
  );
}
