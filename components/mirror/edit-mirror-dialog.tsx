"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { EditFields, type EditValues, editInput, valuesOf } from "./edit-fields";
import { useMirrorChange } from "./use-mirror-change";

interface Props {
  repo: RepoAddress;
  mirror: Mirror;
  onClose: () => void;
}

/** Where a mirror leads, how it gets in, what it takes and how often. */
export function EditMirrorDialog({ repo, mirror, onClose }: Props) {
  const t = useTranslations("mirrorRow");
  const trpc = useTRPC();
  const changed = useMirrorChange();
  const stepUp = useStepUp();
  const id = useId();
  const [values, setValues] = useState<EditValues>(() => valuesOf(mirror));
  const update = useMutation(
    trpc.mirror.updateMirror.mutationOptions({
      onSuccess: () => {
        onClose();
        return changed(t("saved"));
      },
      onError: (error, change) => stepUp.asks(error, () => update.mutate(change)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...repo, mirrorId: mirror.id, ...editInput(values, mirror) });
  };
  const problem = problemOf(update.error);
  return (
    <>
      <Dialog
        open
        onOpenChange={onClose}
        title={t("editTitle")}
        description={t("editText")}
        footer={
          <>
            <DialogClose asChild>
              <Button>{t("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" busy={update.isPending}>
              {t("save")}
            </Button>
          </>
        }
      >
        <form id={id} className="grid grid-cols-1 gap-5" onSubmit={submit}>
          <EditFields id={id} values={values} mirror={mirror} onChange={setValues} />
          {problem ? <Callout tone="danger" title={problem} /> : null}
        </form>
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
