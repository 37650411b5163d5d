import { startDueMirrors } from "./jobs";

export const mirrorSchedules = [{ everyMs: 60_000, job: startDueMirrors, payload: {} }];
