import { Children, isValidElement, type ReactNode } from "react";
import { LiveCode } from "./live-code";

/** A fenced block of a text that is still being written. */
export function PlainCode({ children }: { children?: ReactNode }) {
  const [code] = Children.toArray(children);
  if (!isValidElement<{ children?: ReactNode }>(code)) return <pre>{children}</pre>;
  return <LiveCode code={String(code.props.children ?? "").trimEnd()} />;
}
