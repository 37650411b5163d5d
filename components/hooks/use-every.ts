import { useEffect, useEffectEvent } from "react";

/** Calls again and again while the page can be seen. */
export function useEvery(intervalMs: number, call: () => void): void {
  const tick = useEffectEvent(call);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && tick(), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
}
