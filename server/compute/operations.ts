import { getHostCapacity } from "./get-host-capacity";
import { installRuntimePack } from "./install-runtime-pack";
import { listRuntimePacks } from "./list-runtime-packs";
import { removeRuntimePack } from "./remove-runtime-pack";

export const computeOperations = { getHostCapacity, installRuntimePack, listRuntimePacks, removeRuntimePack };
