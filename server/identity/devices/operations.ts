import { approveDeviceLogin } from "./approve-device-login";
import { denyDeviceLogin } from "./deny-device-login";
import { getDeviceLogin } from "./get-device-login";

export const deviceOperations = {
  approveDeviceLogin,
  denyDeviceLogin,
  getDeviceLogin,
};
