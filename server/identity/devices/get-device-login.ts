import { type Ctx, defineQuery } from "@/server/kernel";
import { DeviceLogin, DeviceLoginPath } from "../contract";
import { showDeviceLogin } from "./device-login";
import { findDeviceLogin } from "./find-device-login";

export const getDeviceLogin = defineQuery({
  name: "identity.getDeviceLogin",
  summary: "See which program shows a code and wants to act for you",
  http: { method: "GET", path: "/device-logins/{userCode}" },
  keepsFailures: true,
  input: DeviceLoginPath,
  output: DeviceLogin,
  async run(ctx: Ctx<"identity">, { userCode: typed }) {
    const { login, userCode } = await findDeviceLogin(ctx, typed);
    return showDeviceLogin(login, userCode);
  },
});
