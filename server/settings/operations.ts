import { getConfiguration } from "./get-configuration";
import { getSystemSettings } from "./get-system-settings";
import { updateSettings } from "./update-settings";

export const settingsOperations = { getConfiguration, getSystemSettings, updateSettings };
