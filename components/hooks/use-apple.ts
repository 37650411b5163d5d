import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether keys are called as on a Mac. The server does not know and takes another keyboard. */
export const useApple = (): boolean => useSyncExternalStore(never, isApple, () => false);
