import { getSystemSettings } from "./get-system-settings";
import { updateSettings } from "./update-settings";

export const settingsOperations = { getSystemSettings, updateSettings };
