import { useCallback, useSyncExternalStore } from "react";

const WIDE = "(min-width: 768px)";
const ROOMY = "(min-width: 1024px)";

/** Whether the window answers a media query; `null` on the server, which cannot know. */
function useMedia(wanted: string): boolean | null {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const query = window.matchMedia(wanted);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    [wanted],
  );
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => window.matchMedia(wanted).matches,
    () => null,
  );
}

/** Whether the window is wider than a phone. */
export const useIsWide = () => useMedia(WIDE);

/** Whether two things stand beside each other: the breakpoint `lg`. */
export const useIsRoomy = () => useMedia(ROOMY);
