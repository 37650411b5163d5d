import { useState } from "react";
import { createPace } from "@/components/patterns/pace";

/** Bytes per second of what grows from one look to the next; `null` until there is something to compare. */
export function usePace(bytes: number, at: number): number | null {
  const [pace] = useState(createPace);
  pace.note(at, bytes);
  return pace.rate();
}
