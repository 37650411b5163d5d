"use client";

import { useTranslations } from "next-intl";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogClose } from "@/components/ui/dialog";

interface Props {
  /** What the server said against it. */
  problem: string | undefined;
  errors: object;
  isPending: boolean;
  /** On the button that sends the form. */
  label: string;
}

/** The end of a form in a dialog: what went wrong, and the two ways out. */
export function KeyFormEnd({ problem, errors, isPending, label }: Props) {
  const t = useTranslations("apiKeys");
  return (
    <>
      {problem ? <Callout tone="danger" title={problem} /> : null}
      <NotSavedNote errors={errors} />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isPending}>
          {label}
        </Button>
      </div>
    </>
  );
}
