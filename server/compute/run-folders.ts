import { insideRoot } from "@/server/kernel";

declare module "@/server/kernel/live" {
  interface Live {
    readonly runFolders: RunFolders;
  }
}

/** Where the files of a run are; the compute backend keeps its own things beside them. */
export interface RunFolders {
  /** Read-only folder with the weights of one workload. */
  weightsOf(workloadId: string): string;
}

/** `root`: `runs/` of the data folder. */
export const createRunFolders = ({ root }: { readonly root: string }): RunFolders => ({
  weightsOf: (workloadId) => insideRoot(root, `${workloadId}/model`),
});
