import type { ComponentProps } from "react";
import { Dialog } from "@/components/ui/dialog";
import { CommitBox } from "./commit-box";

interface Props extends ComponentProps<typeof CommitBox> {
  title: string;
  /** What will happen. */
  text?: string;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Asks what a change is called, right before it is committed. */
export function CommitDialog({ title, text, open, onOpenChange, ...box }: Props) {
  return (
    <Dialog title={title} open={open} onOpenChange={onOpenChange} {...(text && { description: text })}>
      <CommitBox {...box} />
    </Dialog>
  );
}
