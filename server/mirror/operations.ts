import { getCache } from "./cache/get-cache";
import { setCacheToken } from "./cache/set-cache-token";
import { cancelMirrorRun } from "./cancel-mirror-run";
import { createMirror } from "./create-mirror";
import { deleteMirror } from "./delete-mirror";
import { getMirror } from "./get-mirror";
import { getMirrorOrigin } from "./get-mirror-origin";
import { importRepo } from "./import-repo";
import { listAllMirrors } from "./list-all-mirrors";
import { listMirrorRuns } from "./list-mirror-runs";
import { listMirrors } from "./list-mirrors";
import { previewImport } from "./preview-import";
import { startMirrorRun } from "./start-mirror-run";
import { updateMirror } from "./update-mirror";

export const mirrorOperations = {
  cancelMirrorRun,
  createMirror,
  deleteMirror,
  getCache,
  getMirror,
  getMirrorOrigin,
  importRepo,
  listAllMirrors,
  listMirrorRuns,
  listMirrors,
  previewImport,
  setCacheToken,
  startMirrorRun,
  updateMirror,
};
