"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

type Dialog = ComponentProps<typeof ConfirmDialog>;

interface Props extends Pick<Dialog, "title" | "description" | "labels" | "typed" | "error"> {
  /** What is pressed to be asked. */
  button: (ask: () => void) => ReactNode;
  /** The mutation that does it. */
  work: { readonly isPending: boolean; readonly error: { readonly message: string } | null };
  /** While something else is asked, such as for the password; what was typed stays. */
  isHidden?: boolean;
  /** `close`: for when it is done and the page stays. */
  onConfirm: (close: () => void) => void;
}

/** A button for what takes something away: it asks, and does it after that. `error` where the refusal has better words than its own. */
export function AskFirst({ button, work, error = work.error?.message, isHidden = false, onConfirm, ...words }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {button(() => setIsAsking(true))}
      {isAsking ? (
        <ConfirmDialog
          {...words}
          open={!isHidden}
          onOpenChange={setIsAsking}
          isDestructive
          isBusy={work.isPending}
          error={error}
          onConfirm={() => onConfirm(() => setIsAsking(false))}
        />
      ) : null}
    </>
  );
}
