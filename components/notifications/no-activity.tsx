import type { ReactNode } from "react";

/** Says that nothing happened, and what would be told here. */
export function NoActivity({ children }: { children: ReactNode }) {
  return <p className="rounded-card text-small text-text-muted border px-4 py-6 text-center text-pretty">{children}</p>;
}
