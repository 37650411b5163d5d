"use client";

import { X } from "lucide-react";
import { createPortal } from "react-dom";
import { Button } from "./button";
import { Callout } from "./callout";
import { IconButton } from "./icon-button";
import { useUiMessages } from "./ui-messages";

interface Props {
  onAgain: () => void;
}

/** Stands where a part of the page could not be loaded. */
export function PartMissing({ onAgain }: Props) {
  const messages = useUiMessages();
  return (
    <Callout
      tone="danger"
      title={messages.partMissing}
      action={
        <Button size="sm" onClick={onAgain}>
          {messages.tryAgain}
        </Button>
      }
    >
      {messages.partMissingHelp}
    </Callout>
  );
}

/** The same for what would stand in front of the page. It takes clicks also while a dialog keeps them from the page. */
export function PartMissingFloat({ onAgain, onClose }: Props & { onClose: () => void }) {
  const messages = useUiMessages();
  return createPortal(
    <Callout
      tone="danger"
      title={messages.partMissing}
      className="rounded-float shadow-float sm:max-w-panel pointer-events-auto fixed right-4 bottom-4 left-4 z-50 sm:left-auto"
      action={
        <span className="flex items-center gap-1">
          <Button size="sm" onClick={onAgain}>
            {messages.tryAgain}
          </Button>
          <IconButton icon={X} size="sm" label={messages.close} onClick={onClose} />
        </span>
      }
    >
      {messages.partMissingHelp}
    </Callout>,
    document.body,
  );
}
