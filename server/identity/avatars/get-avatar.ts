import { type Ctx, defineStream } from "@/server/kernel";
import { AvatarPath } from "../contract";
import { keyOf } from "./avatar";

export const getAvatar = defineStream({
  name: "identity.getAvatar",
  summary: "Read a picture of a person or an organization",
  http: { method: "GET", path: "/avatars/{hash}" },
  input: AvatarPath,
  produces: "image/webp",
  async run(ctx: Ctx<"objects">, { hash }) {
    return { contentType: "image/webp", body: await ctx.ports.objects.get(keyOf(hash)) };
  },
});
