"use client";

import { Slot } from "radix-ui";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";

/** The button and what floats beside it, as the floating part has to know them. */
export interface Float {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly buttonId: string;
  readonly id: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

interface Props {
  /** One button; it stays the same element from the first paint on. */
  trigger: ReactNode;
  /** A menu opens when it is pressed, and with the arrow; a dialog when it is clicked. */
  popup: "menu" | "dialog";
  children: (float: Float) => ReactNode;
}

const OPENING_KEYS = ["Enter", " ", "ArrowDown"];

/** What floats is rendered, and so loaded, when somebody points at the button or reaches it with the keyboard. */
export function FloatButton({ trigger, popup, children }: Props) {
  const buttonId = useId();
  const id = `${buttonId}-float`;
  const button = useRef<HTMLButtonElement>(null);
  const [isWanted, setIsWanted] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const want = () => setIsWanted(true);
  const onOpenChange = (next: boolean) => {
    setIsWanted(true);
    setIsOpen(next);
  };
  return (
    <>
      <Slot.Root
        ref={button}
        id={buttonId}
        aria-haspopup={popup}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-state={isOpen ? "open" : "closed"}
        onPointerEnter={want}
        onFocus={want}
        {...(popup === "menu" ? menuEvents(isOpen, onOpenChange) : { onClick: () => onOpenChange(!isOpen) })}
      >
        {trigger}
      </Slot.Root>
      {isWanted ? children({ button, buttonId, id, isOpen, onOpenChange }) : null}
    </>
  );
}

/** Those of the menu button pattern: https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
function menuEvents(isOpen: boolean, onOpenChange: Float["onOpenChange"]) {
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || event.ctrlKey) return;
      if (!isOpen) event.preventDefault(); // the menu takes the focus
      onOpenChange(!isOpen);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!OPENING_KEYS.includes(event.key)) return;
      event.preventDefault();
      onOpenChange(event.key === "ArrowDown" || !isOpen);
    },
  };
}

/** Radix' trigger without a button of its own: place and focus are those of the button that is there already. */
export function FloatAnchor({ button, ref }: Pick<Float, "button"> & { ref?: Ref<HTMLButtonElement | null> }) {
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, [button]);
  return null;
}
