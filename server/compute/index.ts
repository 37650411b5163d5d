export { hostCapacity } from "./get-host-capacity";
export { type HardwareClass, hardwareClasses } from "./hardware-classes";
export { createHost } from "./host";
export { isInstallable } from "./install-pack";
export { ensureRuntimePack } from "./install-runtime-pack";
export { createPacks } from "./packs";
export { createRunFolders } from "./run-folders";
