import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeviceLoginPath } from "../contract";
import { noSuchCode } from "./device-login";
import { findDeviceLogin } from "./find-device-login";
import { answerWaiting } from "./store";

export const denyDeviceLogin = defineCommand({
  name: "identity.denyDeviceLogin",
  summary: "Turn away the program that shows this code",
  http: { method: "POST", path: "/device-logins/{userCode}/deny", status: 204 },
  keepsFailures: true,
  input: DeviceLoginPath,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { userCode: typed }) {
    const { login, userCode, userId } = await findDeviceLogin(ctx, typed);
    return atomically(ctx, async (ctx) => {
      if (!(await answerWaiting(ctx, userCode, { userId, deniedAt: ctx.now() }))) throw noSuchCode();
      await audit(ctx, "deviceLogin.denied", { kind: "deviceLogin", id: login.id, ownerId: userId });
      return {};
    });
  },
});
